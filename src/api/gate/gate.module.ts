import { Module } from '@nestjs/common';
import { GlassModule } from '../../glass/glass.module.js';
import { KeptModule } from '../../kept/kept.module.js';
import { WAYS, WaysModule } from '../../ways/ways.module.js';
import type { Ways } from '../../ways/ways.js';
import { Guarded } from '../ways/guarded.js';
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
  imports: [RepositoryModule, KeptModule, AnswersModule, WaysModule, GlassModule],
  providers: [
    Gate,
    RecordingGate,
    Grants,
    TakenIds,
    CareBook,
    {
      provide: WaysIn,
      inject: [WAYS],
      useFactory: (ways: Ways | undefined) => (ways ? new Guarded(ways) : new Unguarded()),
    },
  ],
  exports: [Gate, TakenIds, CareBook, WaysIn],
})
export class GateModule {}
