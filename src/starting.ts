import { Logger } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { DestinationStream } from 'pino';
import { createBareApp } from './api/create-app.js';
import { StartingModule } from './api/starting/starting.module.js';
import { StartEnded } from './cannot-start.js';
import type { Settings } from './config/settings.js';
import type { HowFar, Opening } from './event-store/opening.js';
import { listen } from './listen.js';
import { problemPage } from './web/shell/problem-page.js';
import { serveAssets } from './web/shell/serve-assets.js';

/** Most starts are over before, ms, and nobody has to be told of them. */
const SHORT_MS = 1_000;
const LOGGED_EVERY_MS = 5_000;

/** A start that takes long: on the service's address it says how far it is, and in the log. */
export class Starting implements Opening {
  private readonly logger = new Logger('Start');
  private readonly ending = new AbortController();
  private readonly fault = Promise.withResolvers<never>();
  private howFar: () => HowFar | undefined = () => undefined;
  private listening: Promise<NestFastifyApplication> | undefined;
  private timer: NodeJS.Timeout | undefined;

  /** @param log where it logs to; without, standard output */
  constructor(
    private readonly settings: Settings,
    private readonly log?: DestinationStream,
  ) {
    this.fault.promise.catch(() => undefined);
  }

  get signal(): AbortSignal {
    return this.ending.signal;
  }

  /** Rejects where it cannot listen. */
  get failed(): Promise<never> {
    return this.fault.promise;
  }

  begun(howFar?: () => HowFar): void {
    this.howFar = () => {
      const far = howFar?.();
      return far && far.position < far.end ? far : undefined;
    };
    this.timer ??= setTimeout(() => {
      this.listening = this.listen();
      this.listening.catch((error: unknown) => this.fault.reject(error));
    }, SHORT_MS);
  }

  /** The service is not wanted any more. */
  end(): void {
    this.ending.abort(new StartEnded('the service was told to end before it was ready'));
  }

  /** Makes room for the service. @returns the port that it is to take */
  async close(): Promise<number> {
    clearTimeout(this.timer);
    const app = await this.listening?.catch(() => undefined);
    clearTimeout(this.timer);
    if (!app) return this.settings.port;
    const { port } = app.getHttpServer().address() as { port: number };
    await app.close();
    return port;
  }

  private async listen(): Promise<NestFastifyApplication> {
    const { settings, log } = this;
    const app = await createBareApp(
      StartingModule.with(() => this.howFar()),
      settings,
      { page: problemPage, log },
    );
    await serveAssets(app);
    const url = await listen(app, settings);
    const tell = () => this.logger.log({ msg: 'the service is starting', url, log: this.howFar() });
    tell();
    this.timer = setInterval(tell, LOGGED_EVERY_MS);
    return app;
  }
}
