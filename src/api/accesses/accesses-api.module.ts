import { Module } from '@nestjs/common';
import { AccessesModule } from '../../accesses/accesses.module.js';
import { AccessList } from './access-list.js';
import { AccessesController } from './accesses.controller.js';

/** Who looked, over HTTP. */
@Module({
  imports: [AccessesModule],
  controllers: [AccessesController],
  providers: [AccessList],
  exports: [AccessList, AccessesModule],
})
export class AccessesApiModule {}
