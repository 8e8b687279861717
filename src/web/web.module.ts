import { Module } from '@nestjs/common';
import { ProjectionsModule } from '../projections/projections.module.js';
import { RecordModule } from '../record/record.module.js';
import { PolicyPages } from './policies/policies.controller.js';

/** What people see. */
@Module({
  imports: [RecordModule, ProjectionsModule],
  controllers: [PolicyPages],
})
export class WebModule {}
