import { Logger } from '@nestjs/common';
import { prepareDataDir } from './config/data-dir.js';
import { SettingsError } from './config/setting.js';
import { readSettings, type Settings } from './config/settings.js';

/** sysexits.h EX_CONFIG: starting again with the same settings will not help. */
const BAD_SETTINGS = 78;
const SHUTDOWN_LIMIT_MS = 9_000;

const LISTEN_FAULTS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is in use by another process; stop it or choose another PORT (0: any free port)',
  EACCES: 'may not be opened by this user; choose a PORT from 1024 up',
  EADDRNOTAVAIL: 'is not an address of this machine; choose another HOST',
};

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

async function serve(settings: Settings): Promise<void> {
  // Loaded once the settings are good: a bad one is told at once.
  const [{ createApp }, { AppModule }, { problemPage }, { serveAssets }] = await Promise.all([
    import('./api/create-app.js'),
    import('./app.module.js'),
    import('./web/shell/problem-page.js'),
    import('./web/shell/serve-assets.js'),
  ]);
  const app = await createApp(AppModule.with(settings), settings, problemPage);
  await serveAssets(app);
  app.enableShutdownHooks(['SIGTERM', 'SIGINT'], { useProcessExit: true });
  limitShutdown();
  try {
    await app.listen(settings.port, settings.host);
  } catch (error) {
    const fault = LISTEN_FAULTS[(error as NodeJS.ErrnoException).code ?? ''];
    if (fault) endWith(1, `PORT ${settings.port} on HOST ${settings.host} ${fault}.`);
    throw error;
  }
  // Whatever LOG_LEVEL says: with PORT=0 it is the only way to learn the port.
  process.stdout.write(`listening on ${await app.getUrl()}\n`);
}

process.on('unhandledRejection', failOn).on('uncaughtException', failOn);
try {
  const settings = readSettings(process.env);
  prepareDataDir(settings.dataDir);
  await serve(settings);
} catch (error) {
  if (error instanceof SettingsError) endWith(BAD_SETTINGS, error.message);
  failOn(error);
}
