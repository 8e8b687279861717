import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { Audits } from '../answers/audits.js';
import { PolicyBook } from '../compliance/policies/index.js';
import { EVENT_STORE_TOKEN } from '../event-store/token.js';
import { PolicyFiles } from '../compliance/policies/files/policy-files.js';
import { CLOCK, systemClock } from '../repository/clock.js';
import { Disclosures } from '../repository/disclosures.js';
import { DryRun } from './dry-run.js';
import { handlers } from './handlers.js';
import { Holding } from './holding.js';
import { Importer } from './import.js';
import { keptPolicies } from '../repository/kept-policies.js';
import { Listings } from '../answers/listings.js';
import { EventLog } from '../answers/log/event-log.js';
import { TherapyQueries } from '../answers/queries.js';
import { PoliciesModule } from '../repository/policies.module.js';
import { Recorder } from './recorder.js';
import { SALT, randomSalt } from './salt.js';
import { Signing } from './signing.js';
import { Erasing } from './erasing.js';
import { KeysModule } from '../repository/keys.module.js';
import { StoreModule } from '../repository/store.module.js';
import { Therapies } from '../repository/therapies.js';

/** Records events and answers questions about them; the same for the service and the command line. */
@Module({
  imports: [CqrsModule, PoliciesModule, StoreModule, KeysModule],
  providers: [
    { provide: CLOCK, useValue: systemClock },
    { provide: SALT, useValue: randomSalt },
    { provide: PolicyBook, useFactory: keptPolicies, inject: [PolicyFiles, EVENT_STORE_TOKEN] },
    Therapies,
    Disclosures,
    Recorder,
    Erasing,
    Holding,
    DryRun,
    Importer,
    Listings,
    TherapyQueries,
    EventLog,
    Audits,
    Signing,
    ...handlers,
  ],
  exports: [CqrsModule, Disclosures, Erasing, Importer, Listings, PolicyBook, CLOCK],
})
export class RecordModule {}
