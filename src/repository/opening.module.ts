import { type DynamicModule, Global, Module } from '@nestjs/common';
import type { Opening } from '../event-store/opening.js';
import { OPENING_TOKEN } from '../event-store/token.js';

/** Tells the log who waits for it. */
@Global()
@Module({})
export class OpeningModule {
  static with(opening: Opening): DynamicModule {
    const provider = { provide: OPENING_TOKEN, useValue: opening };
    return { module: OpeningModule, providers: [provider], exports: [OPENING_TOKEN] };
  }
}
