import { Module } from '@nestjs/common';
import { PolicyFiles } from '../compliance/policies/files/policy-files.js';
import { PolicyBook } from '../compliance/policies/index.js';
import { EVENT_STORE_TOKEN } from '../event-store/token.js';
import { AdoptedPolicies } from './adopted-policies.js';
import { CLOCK, RECORDING_CLOCK, systemClock } from './clock.js';
import { ClockWatch, STEADY_CLOCKS, steadyClocks } from './clock-watch.js';
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
    { provide: STEADY_CLOCKS, useValue: steadyClocks },
    ClockWatch,
    {
      provide: RECORDING_CLOCK,
      useFactory: (watch: ClockWatch) => () => watch.now(),
      inject: [ClockWatch],
    },
    AdoptedPolicies,
    {
      provide: PolicyBook,
      useFactory: keptPolicies,
      inject: [PolicyFiles, EVENT_STORE_TOKEN, AdoptedPolicies, CLOCK],
    },
    Therapies,
    Disclosures,
  ],
  exports: [
    PoliciesModule,
    StoreModule,
    KeysModule,
    AdoptedPolicies,
    PolicyBook,
    Therapies,
    Disclosures,
    CLOCK,
    RECORDING_CLOCK,
    ClockWatch,
  ],
})
export class RepositoryModule {}
