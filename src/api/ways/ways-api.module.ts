import { Module } from '@nestjs/common';
import { WaysModule } from '../../ways/ways.module.js';
import { RepositoryModule } from '../../repository/repository.module.js';
import { RecordModule } from '../../record/record.module.js';
import { GateModule } from '../gate/gate.module.js';
import { Signatories } from './signatories.js';
import { SignsWhatWasSent } from './to-sign.js';
import { Intentions } from './intentions.js';
import { KeysController } from './keys.controller.js';
import { SessionsController } from './sessions.controller.js';
import { WaysController } from './ways.controller.js';

/** The ways in, over HTTP. */
@Module({
  imports: [RepositoryModule, WaysModule, GateModule, RecordModule],
  controllers: [WaysController, SessionsController, KeysController],
  providers: [Intentions, Signatories, SignsWhatWasSent],
  exports: [Intentions, Signatories, WaysModule],
})
export class WaysApiModule {}
