import { Module } from '@nestjs/common';
import { PublicationModule } from '../publication/publication.module.js';
import { AnswersModule } from '../answers/answers.module.js';
import { RepositoryModule } from '../repository/repository.module.js';
import { PdfThreads } from '../reports/pdf/pdf-threads.js';
import { Evidence } from './evidence.js';

/** Evidence for strangers; the same for the service and the command line. */
@Module({
  imports: [RepositoryModule, AnswersModule, PublicationModule],
  providers: [Evidence, PdfThreads],
  exports: [Evidence, PdfThreads],
})
export class EvidenceModule {}
