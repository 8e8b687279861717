import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { PolicyBook } from '../compliance/policies/index.js';
import type { EventStore } from '../event-store/port.js';
import { EVENT_STORE_TOKEN } from '../event-store/token.js';
import { CLOCK, type Clock } from '../repository/clock.js';
import { RepositoryModule } from '../repository/repository.module.js';
import { Projections } from './runner/projections.js';
import { handlers } from './queries.js';
import { Register } from './register.js';

/** The read models and the thread that keeps them; for the service, not for the command line. */
@Module({
  imports: [CqrsModule, RepositoryModule],
  providers: [
    {
      provide: Register,
      useFactory: (store: EventStore, policies: PolicyBook, clock: Clock) =>
        new Register(store, policies, clock),
      inject: [EVENT_STORE_TOKEN, PolicyBook, CLOCK],
    },
    Projections,
    ...handlers,
  ],
})
export class RegisterModule {}
