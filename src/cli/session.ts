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
import type { Invocation, Terminal } from './invocation.js';
import { noted } from './noting.js';
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

/** Standard output is for answers only. The reason of a failed start is printed once, by the handler that catches it. */
class StderrLogger extends ConsoleLogger {
  constructor(private readonly stderr: Terminal['stderr']) {
    super({ logLevels: ['fatal', 'error', 'warn'], colors: stderr.isTTY ?? false });
  }

  protected override printMessages(...given: Parameters<ConsoleLogger['printMessages']>): void {
    const [messages, context = '', level = 'log', , , params] = given;
    if (context === 'ExceptionHandler') return;
    const [pid, name] = [this.formatPid(process.pid), this.formatContext(context)];
    const shownLevel = level.toUpperCase().padStart(7, ' ');
    for (const message of messages) {
      const since = this.updateAndGetTimestampDiff();
      this.stderr.write(this.formatMessage(level, message, pid, shownLevel, name, since, params));
    }
  }

  protected override printStackTrace(stack?: string): void {
    if (stack) this.stderr.write(`${stack}\n`);
  }
}

export interface SessionOptions {
  readonly invocation: Invocation;
  /** Whether a data directory that is not there yet may be made. */
  readonly create: boolean;
  /** What the command needs beside the record. */
  readonly modules?: readonly Type[];
}

/** The settings that the command line knows, checked as at the service's start. */
export function settingsOf(
  { terminal: { env }, dataDir }: Invocation,
  eventStore = env['EVENT_STORE'],
): Settings {
  const { DATA_DIR, HOST: _host, PORT: _port, AUTH: _auth, LOG_LEVEL: _level, ...others } = env;
  // A command publishes at most once, on demand.
  const settings = readSettings({
    ...others,
    DATA_DIR: dataDir ?? DATA_DIR,
    CHECKPOINT_INTERVAL_SECONDS: '0',
    EVENT_STORE: eventStore,
  });
  // Where nobody says it here, it is as the service was started last.
  return {
    ...settings,
    defaultPolicy: env['DEFAULT_POLICY'] === undefined ? undefined : settings.defaultPolicy,
  };
}

/**
 * The same, for what is done with the file of the log.
 * @throws UsageError where the log is on a server
 */
export function settingsOfFile(command: string, invocation: Invocation): Settings {
  const settings = settingsOf(invocation);
  if (settings.eventStore === 'sqlite') return settings;
  throw new UsageError(
    `${command} is for a log in SQLite; with EVENT_STORE=kurrentdb the log is backed up and restored by the means of the server, and DATA_DIR as files while the service is stopped.`,
  );
}

/** Runs with the services of the application on the data directory itself, without a server. */
export async function inSession<Result>(
  { invocation, create, modules = [] }: SessionOptions,
  run: (app: INestApplicationContext) => Promise<Result>,
): Promise<Result> {
  const settings = settingsOf(invocation);
  const { eventStore, dataDir: directory } = settings;
  if (!create && eventStore === 'sqlite' && !existsSync(logFile(directory)))
    throw new NoLedger(
      `there is no event log in ${directory}; import into it first, or name another with --data-dir.`,
    );
  const app = await NestFactory.createApplicationContext(CliModule.with(settings, modules), {
    abortOnError: false,
    logger: new StderrLogger(invocation.terminal.stderr),
  });
  try {
    return await noted(app, settings, invocation.doing, () => run(app));
  } finally {
    await app.close();
  }
}
