import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { CannotListen } from './cannot-start.js';
import type { Settings } from './config/settings.js';

const LISTEN_FAULTS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is in use by another process; stop it or choose another PORT (0: any free port)',
  EACCES: 'may not be opened by this user; choose a PORT from 1024 up',
  EADDRNOTAVAIL: 'is not an address of this machine; choose another HOST',
};

/**
 * @returns the address that it listens on
 * @throws CannotListen
 */
export async function listen(
  app: NestFastifyApplication,
  { port, host }: Pick<Settings, 'port' | 'host'>,
): Promise<string> {
  try {
    await app.listen(port, host);
  } catch (error) {
    const fault = LISTEN_FAULTS[(error as NodeJS.ErrnoException).code ?? ''];
    if (fault === undefined) throw error;
    throw new CannotListen(`PORT ${port} on HOST ${host} ${fault}.`, { cause: error });
  }
  return app.getUrl();
}
