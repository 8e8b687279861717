import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { Audits } from './audits.js';
import { PolicyBook } from '../compliance/policies/index.js';
import { EVENT_STORE_TOKEN } from '../event-store/token.js';
import { PolicyFiles } from '../policy-files/policy-files.js';
import { CLOCK, systemClock } from './clock.js';
import { DryRun } from './dry-run.js';
import { handlers } from './handlers.js';
import { Importer } from './import.js';
import { keptPolicies } from './kept-policies.js';
import { Listings } from './listings.js';
import { TherapyQueries } from './queries.js';
import { PoliciesModule } from './policies.module.js';
import { Recorder } from './recorder.js';
import { Signing } from './signing.js';
import { StoreModule } from './store.module.js';
import { Therapies } from './therapies.js';

/** Records events and answers questions about them; the same for the service and the command line. */
@Module({
  imports: [CqrsModule, PoliciesModule, StoreModule],
  providers: [
    { provide: CLOCK, useValue: systemClock },
    { provide: PolicyBook, useFactory: keptPolicies, inject: [PolicyFiles, EVENT_STORE_TOKEN] },
    Therapies,
    Recorder,
    DryRun,
    Importer,
    Listings,
    TherapyQueries,
    Audits,
    Signing,
    ...handlers,
  ],
  exports: [CqrsModule, Importer, PolicyBook, CLOCK],
})
export class RecordModule {}
