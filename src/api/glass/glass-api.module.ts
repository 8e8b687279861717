import { Module } from '@nestjs/common';
import { GlassModule } from '../../glass/glass.module.js';
import { RepositoryModule } from '../../repository/repository.module.js';
import { AnswersModule } from '../../answers/answers.module.js';
import { GateModule } from '../gate/gate.module.js';
import { WaysApiModule } from '../ways/ways-api.module.js';
import { Breaking } from './breaking.js';
import { GlassController } from './glass.controller.js';
import { PumpsInPlace } from './pumps-in-place.js';
import { Reviewing } from './reviewing.js';

/** Breaking the glass, over HTTP. */
@Module({
  imports: [RepositoryModule, AnswersModule, GateModule, WaysApiModule, GlassModule],
  controllers: [GlassController],
  providers: [Breaking, Reviewing, PumpsInPlace],
  exports: [Breaking, Reviewing, GlassModule],
})
export class GlassApiModule {}
