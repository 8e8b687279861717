import { Module } from '@nestjs/common';
import { PolicyFiles } from '../compliance/policies/files/policy-files.js';
import { PolicyBook } from '../compliance/policies/index.js';
import { EVENT_STORE_TOKEN } from '../event-store/token.js';
import { CLOCK, systemClock } from './clock.js';
import { Disclosures } from './disclosures.js';
import { keptPolicies } from './kept-policies.js';
import { KeysModule } from './keys.module.js';
import { PoliciesModule } from './policies.module.js';
import { StoreModule } from './store.module.js';
import { Therapies } from './therapies.js';

/** What is loaded by whoever records and by whoever answers: therapies, keys, policies, and the clock. */
@Module({
  imports: [PoliciesModule, StoreModule, KeysModule],
  providers: [
    { provide: CLOCK, useValue: systemClock },
    { provide: PolicyBook, useFactory: keptPolicies, inject: [PolicyFiles, EVENT_STORE_TOKEN] },
    Therapies,
    Disclosures,
  ],
  exports: [PoliciesModule, StoreModule, KeysModule, PolicyBook, Therapies, Disclosures, CLOCK],
})
export class RepositoryModule {}
