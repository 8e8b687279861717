import { Module } from '@nestjs/common';
import { RepositoryModule } from '../../repository/repository.module.js';
import { CareBook } from './care-book.js';
import { Gate } from './gate.js';
import { Unguarded, WaysIn } from './ways-in.js';

/** Who may. */
@Module({
  imports: [RepositoryModule],
  providers: [Gate, CareBook, { provide: WaysIn, useClass: Unguarded }],
  exports: [Gate, CareBook, WaysIn],
})
export class GateModule {}
