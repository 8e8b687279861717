import { Logger } from '@nestjs/common';
import { endOf } from './cannot-start.js';
import { prepareDataDir } from './config/data-dir.js';
import { isLoopback } from './config/loopback.js';
import { SettingsError } from './config/setting.js';
import { readSettings, type Settings } from './config/settings.js';

const SHUTDOWN_LIMIT_MS = 9_000;

function endWith(code: number, line: string): never {
  process.stderr.write(`${line}\n`);
  process.exit(code);
}

function failOn(error: unknown): never {
  new Logger('Process').fatal(error instanceof Error ? error : new Error(String(error)));
  process.exit(1);
}

function limitShutdown(): void {
  const limit = () => {
    setTimeout(() => endWith(1, `did not stop within ${SHUTDOWN_LIMIT_MS} ms`), SHUTDOWN_LIMIT_MS).unref();
  };
  process.once('SIGTERM', limit).once('SIGINT', limit);
}

async function run(settings: Settings): Promise<void> {
  // Loaded once the settings are good: a bad one is told at once.
  const { Starting, createService, serve } = await import('./service.js');
  const starting = new Starting(settings);
  const end = () => starting.end();
  process.once('SIGTERM', end).once('SIGINT', end);
  limitShutdown();
  const app = await createService(settings, starting);
  process.off('SIGTERM', end).off('SIGINT', end);
  app.enableShutdownHooks(['SIGTERM', 'SIGINT'], { useProcessExit: true });
  if (starting.signal.aborted) await app.close();
  starting.signal.throwIfAborted();
  const url = await serve(app, settings, starting);
  // Whatever LOG_LEVEL says: with PORT=0 it is the only way to learn the port.
  process.stdout.write(`listening on ${url}\n`);
}

process.on('unhandledRejection', failOn).on('uncaughtException', failOn);
try {
  const settings = { ...readSettings(process.env), isDemo: process.argv.includes('--demo') };
  if (settings.isDemo && !isLoopback(settings.host))
    throw new SettingsError('HOST is no loopback address, and --demo serves this machine only.');
  prepareDataDir(settings.dataDir);
  await run(settings);
} catch (error) {
  const end = endOf(error);
  if (end) endWith(end.code, end.line);
  failOn(error);
}
