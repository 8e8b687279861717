import { existsSync } from 'node:fs';
import {
  ConsoleLogger,
  type DynamicModule,
  type INestApplicationContext,
  Module,
  type Type,
} from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type Settings, readSettings } from '../config/settings.js';
import { SettingsModule } from '../config/settings.module.js';
import { AnswersModule } from '../answers/answers.module.js';
import { CUSTODY_STREAMS } from '../custody/custody.js';
import { PUBLICATION } from '../publication/signing/election.js';
import { RecordModule } from '../record/record.module.js';
import { SideStreamsModule } from '../repository/side-streams.module.js';
import { logFile } from '../event-store/sqlite/data-file.js';
import { NoLedger, UsageError } from './exit.js';

@Module({})
class CliModule {
  static with(settings: Settings, more: readonly Type[]): DynamicModule {
    const sideStreams = SideStreamsModule.with(...CUSTODY_STREAMS, PUBLICATION);
    return {
      module: CliModule,
      imports: [SettingsModule.with(settings), sideStreams, AnswersModule, RecordModule, ...more],
    };
  }
}

/** Standard output is for answers alone. Why the application did not start is told once, where it is caught. */
class StderrLogger extends ConsoleLogger {
  protected override printMessages(...given: Parameters<ConsoleLogger['printMessages']>): void {
    const [messages, context, level] = given;
    if (context !== 'ExceptionHandler') super.printMessages(messages, context, level, 'stderr');
  }
}

interface SessionOptions {
  readonly dataDir?: string;
  /** Whether a data directory that is not there yet may be made. */
  readonly create: boolean;
  /** What the command needs beside the record. */
  readonly modules?: readonly Type[];
}

/** The settings that the command line knows, checked as at the service's start. */
export function settingsOf(dataDir: string | undefined, eventStore = process.env['EVENT_STORE']): Settings {
  const { DATA_DIR, HOST: _host, PORT: _port, AUTH: _auth, LOG_LEVEL: _level, ...others } = process.env;
  // A command publishes at most once, on demand.
  return readSettings({
    ...others,
    DATA_DIR: dataDir ?? DATA_DIR,
    CHECKPOINT_INTERVAL_SECONDS: '0',
    EVENT_STORE: eventStore,
  });
}

/**
 * The same, for what is done with the file of the log.
 * @throws UsageError where the log is on a server
 */
export function settingsOfFile(command: string, dataDir: string | undefined): Settings {
  const settings = settingsOf(dataDir);
  if (settings.eventStore === 'sqlite') return settings;
  throw new UsageError(
    `${command} is for a log in SQLite; with EVENT_STORE=kurrentdb the log is backed up and restored by the means of the server, and DATA_DIR as files while the service is stopped.`,
  );
}

/** Runs with the services of the application on the data directory itself, without a server. */
export async function inSession<Result>(
  { dataDir, create, modules = [] }: SessionOptions,
  run: (app: INestApplicationContext) => Promise<Result>,
): Promise<Result> {
  const settings = settingsOf(dataDir);
  const { eventStore, dataDir: directory } = settings;
  if (!create && eventStore === 'sqlite' && !existsSync(logFile(directory)))
    throw new NoLedger(
      `there is no event log in ${directory}; import into it first, or name another with --data-dir.`,
    );
  const app = await NestFactory.createApplicationContext(CliModule.with(settings, modules), {
    abortOnError: false,
    logger: new StderrLogger({ logLevels: ['fatal', 'error', 'warn'], colors: process.stderr.isTTY }),
  });
  try {
    return await run(app);
  } finally {
    await app.close();
  }
}
