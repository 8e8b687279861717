import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { HealthDetails } from '../observability/health-details.js';
import { Checkpoints } from '../publication/signing/checkpoints.js';
import { CLOCK, type Clock } from '../repository/clock.js';
import { OpenedAccesses } from './opened.js';

const DAILY_MS = 86_400_000;

/** Seals the log of accesses before anything is answered, before checkpoints, and at the end; and deletes what is past its time. */
@Injectable()
export class AccessKeeping
  implements OnApplicationBootstrap, BeforeApplicationShutdown, OnApplicationShutdown
{
  private timer: NodeJS.Timeout | undefined;

  constructor(
    @Inject(OpenedAccesses) private readonly accesses: OpenedAccesses | undefined,
    private readonly checkpoints: Checkpoints,
    @Inject(CLOCK) private readonly clock: Clock,
    health: HealthDetails,
  ) {
    if (accesses) health.add('accesses', () => ({ ...accesses.log.state }));
  }

  async onApplicationBootstrap(): Promise<void> {
    const { seals } = this.accesses ?? {};
    if (!seals) return;
    await seals.seal('now');
    await seals.prune(this.clock());
    this.checkpoints.beforehand = () => seals.seal('where due');
    this.timer = setInterval(() => void seals.prune(this.clock()), DAILY_MS).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.accesses?.seals.seal('now');
  }

  async onApplicationShutdown(): Promise<void> {
    this.accesses?.reader.close();
    await this.accesses?.log.close();
  }
}
