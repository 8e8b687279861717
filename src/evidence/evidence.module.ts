import { Module } from '@nestjs/common';
import { PublicationModule } from '../publication/publication.module.js';
import { PoliciesModule } from '../repository/policies.module.js';
import { RecordModule } from '../record/record.module.js';
import { PdfThreads } from '../reports/pdf/pdf-threads.js';
import { Evidence } from './evidence.js';

/** Evidence for strangers; the same for the service and the command line. */
@Module({
  imports: [RecordModule, PoliciesModule, PublicationModule],
  providers: [Evidence, PdfThreads],
  exports: [Evidence, PdfThreads],
})
export class EvidenceModule {}
