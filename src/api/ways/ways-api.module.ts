import { Module } from '@nestjs/common';
import { WaysModule } from '../../ways/ways.module.js';
import { Intentions } from './intentions.js';
import { KeysController } from './keys.controller.js';
import { SessionsController } from './sessions.controller.js';
import { WaysController } from './ways.controller.js';

/** The ways in, over HTTP. */
@Module({
  imports: [WaysModule],
  controllers: [WaysController, SessionsController, KeysController],
  providers: [Intentions],
  exports: [Intentions, WaysModule],
})
export class WaysApiModule {}
