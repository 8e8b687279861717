/** The thread that lays audits out: it takes a report and answers with its PDF. */
import type { PrintedReport } from '../../answers/report.js';
import { serve } from '../../threads/serve.js';
import { pdfOf } from './pdf-of.js';

serve((report) => pdfOf(report as PrintedReport));
