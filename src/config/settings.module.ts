import { type DynamicModule, Global, Module } from '@nestjs/common';
import { ConfigModule } from '@nestjs/config';
import { Settings } from './settings.js';

/** Injects `Settings`; `ConfigService` knows the same values under their names. */
@Global()
@Module({})
export class SettingsModule {
  static with(settings: Settings): DynamicModule {
    return {
      module: SettingsModule,
      imports: [ConfigModule.forRoot({ isGlobal: true, ignoreEnvFile: true, load: [() => settings] })],
      providers: [{ provide: Settings, useValue: settings }],
      exports: [Settings],
    };
  }
}
