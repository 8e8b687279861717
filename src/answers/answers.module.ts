import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { RepositoryModule } from '../repository/repository.module.js';
import { Audits } from './audits.js';
import { handlers } from './handlers.js';
import { Listings } from './listings.js';
import { EventLog } from './log/event-log.js';
import { TherapyQueries } from './queries.js';

/** Answers questions about what is recorded; the same for the service and the command line. */
@Module({
  imports: [CqrsModule, RepositoryModule],
  providers: [Audits, Listings, EventLog, TherapyQueries, ...handlers],
  exports: [CqrsModule, Listings],
})
export class AnswersModule {}
