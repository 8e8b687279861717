import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { Settings } from '../../config/settings.js';
import { CountUnassigned } from '../../register/queries.js';
import { retryUnless } from '../../waiting/retry.js';

/** While the register is behind it is asked again so often, ms. */
const PAUSES_MS = Array.from({ length: 60 }, () => 10_000);

/** With access control: says how many therapies nobody sees but with `*`, since nobody said where the patient is cared for. */
@Injectable()
export class UnassignedAtStart implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('Access');
  private isOver = false;

  constructor(
    private readonly queries: QueryBus,
    @Inject(Settings) private readonly settings: Pick<Settings, 'auth'>,
  ) {}

  onApplicationBootstrap(): void {
    if (this.settings.auth === 'off') return;
    this.count().catch((error: unknown) =>
      this.logger.error({ msg: 'nobody knows how many therapies have no site', err: error }),
    );
  }

  onModuleDestroy(): void {
    this.isOver = true;
  }

  private async count(): Promise<void> {
    const therapies = await retryUnless(
      () => this.isOver,
      () => this.queries.execute(new CountUnassigned()),
      { pausesMs: PAUSES_MS, mayPass: () => true, pause: pauseWithoutHolding },
    );
    if (therapies)
      this.logger.warn({
        msg: 'therapies have no site, and are seen with * alone: cli assign gives them one',
        therapies,
      });
  }
}

/** The process ends without waiting for it. */
const pauseWithoutHolding = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
