import { Module } from '@nestjs/common';
import { RecordModule } from '../../record/record.module.js';
import { RepositoryModule } from '../../repository/repository.module.js';
import { GateModule } from '../gate/gate.module.js';
import { Admission } from './admission.js';
import { Recordings } from './recordings.js';
import { UnassignedAtStart } from './unassigned-at-start.js';

/** Recording, for those who may. */
@Module({
  imports: [RepositoryModule, RecordModule, GateModule],
  providers: [Admission, Recordings, UnassignedAtStart],
  exports: [Admission, Recordings],
})
export class RecordingModule {}
