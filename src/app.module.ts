import { type DynamicModule, Module } from '@nestjs/common';
import { ApiModule } from './api/api.module.js';
import { type Settings } from './config/settings.js';
import { SettingsModule } from './config/settings.module.js';
import { CUSTODY_STREAMS } from './custody/custody.js';
import { ObservabilityModule } from './observability/observability.module.js';
import { PUBLICATION } from './publication/signing/election.js';
import type { Opening } from './event-store/opening.js';
import { OpeningModule } from './repository/opening.module.js';
import { SideStreamsModule } from './repository/side-streams.module.js';
import { WebModule } from './web/web.module.js';

/** What the service is made of. */
@Module({})
export class AppModule {
  /** @param opening is told how far the log is read, where that takes long */
  static with(settings: Settings, opening?: Opening): DynamicModule {
    return {
      module: AppModule,
      imports: [
        SettingsModule.with(settings),
        ...(opening ? [OpeningModule.with(opening)] : []),
        SideStreamsModule.with(...CUSTODY_STREAMS, PUBLICATION),
        ObservabilityModule,
        ApiModule,
        WebModule,
      ],
    };
  }
}
