import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { RepositoryModule } from '../repository/repository.module.js';
import { PolicyBook } from '../compliance/policies/index.js';
import { ASKING } from './asked/asking.js';
import { AskingThreads } from './asked/asking-threads.js';
import { Audits } from './audits.js';
import { handlers } from './handlers.js';
import { Listings } from './listings.js';
import { EventLog } from './log/event-log.js';
import { TherapyQueries } from './queries.js';

/** Answers questions about what is recorded; the same for the service and the command line. */
@Module({
  imports: [CqrsModule, RepositoryModule],
  providers: [
    {
      provide: ASKING,
      useFactory: (policies: PolicyBook) => new AskingThreads(policies),
      inject: [PolicyBook],
    },
    Audits,
    Listings,
    EventLog,
    TherapyQueries,
    ...handlers,
  ],
  exports: [CqrsModule, Listings, ASKING],
})
export class AnswersModule {}
