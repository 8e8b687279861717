import type { Content } from 'pdfmake';
import type { PrintedReport } from '../../../answers/report.js';

/** A part of the printed audit: what it says of a report, nothing where the report has nothing of the kind. */
export type Section = (report: PrintedReport) => readonly Content[];
