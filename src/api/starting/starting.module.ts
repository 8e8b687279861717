import { type DynamicModule, Module } from '@nestjs/common';
import type { HowFar } from '../../event-store/opening.js';
import { HOW_FAR_TOKEN, StartingController } from './starting.controller.js';

/** In the place of the service while that is not there yet. */
@Module({})
export class StartingModule {
  static with(howFar: () => HowFar | undefined): DynamicModule {
    return {
      module: StartingModule,
      controllers: [StartingController],
      providers: [{ provide: HOW_FAR_TOKEN, useValue: howFar }],
    };
  }
}
