import { Module } from '@nestjs/common';
import { RepositoryModule } from '../../repository/repository.module.js';
import { CareBook } from './care-book.js';
import { AnswersModule } from '../../answers/answers.module.js';
import { Gate } from './gate.js';
import { Grants } from './grants.js';
import { RecordingGate } from './recording-gate.js';
import { TakenIds } from './taken-ids.js';
import { Unguarded, WaysIn } from './ways-in.js';

/** Who may. */
@Module({
  imports: [RepositoryModule, AnswersModule],
  providers: [Gate, RecordingGate, Grants, TakenIds, CareBook, { provide: WaysIn, useClass: Unguarded }],
  exports: [Gate, TakenIds, CareBook, WaysIn],
})
export class GateModule {}
