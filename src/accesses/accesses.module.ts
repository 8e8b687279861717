import { Module } from '@nestjs/common';
import { Settings } from '../config/settings.js';
import { Keys } from '../custody/keys.js';
import { AppendGate } from '../event-store/append-gate.js';
import type { EventStore } from '../event-store/port.js';
import { EVENT_STORE_TOKEN } from '../event-store/token.js';
import { PublicationModule } from '../publication/publication.module.js';
import { CLOCK, type Clock, RECORDING_CLOCK } from '../repository/clock.js';
import { RepositoryModule } from '../repository/repository.module.js';
import { AccessKeeping } from './access-keeping.js';
import { AccessLog, NoAccessLog } from './access-log.js';
import { OpenedAccesses, openAccesses } from './opened.js';

/** Who looked; for the service. */
@Module({
  imports: [RepositoryModule, PublicationModule],
  providers: [
    {
      provide: OpenedAccesses,
      useFactory: (
        settings: Settings,
        store: EventStore,
        keys: Keys,
        gate: AppendGate,
        clock: Clock,
        recordingClock: Clock,
      ) =>
        settings.auth === 'off'
          ? undefined
          : openAccesses({ settings, store, keys, gate, clock, recordingClock }),
      inject: [Settings, EVENT_STORE_TOKEN, Keys, AppendGate, CLOCK, RECORDING_CLOCK],
    },
    {
      provide: AccessLog,
      useFactory: (opened: OpenedAccesses | undefined) => opened?.log ?? new NoAccessLog(),
      inject: [OpenedAccesses],
    },
    AccessKeeping,
  ],
  exports: [AccessLog, OpenedAccesses],
})
export class AccessesModule {}
