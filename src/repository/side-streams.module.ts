import { type DynamicModule, Global, Module } from '@nestjs/common';
import { SIDE_STREAMS_TOKEN } from '../event-store/token.js';

/** Hands the log the side streams of the rooms above it, where the application is put together. */
@Global()
@Module({})
export class SideStreamsModule {
  static with(...prefixes: readonly string[]): DynamicModule {
    const provider = { provide: SIDE_STREAMS_TOKEN, useValue: prefixes };
    return { module: SideStreamsModule, providers: [provider], exports: [SIDE_STREAMS_TOKEN] };
  }
}
