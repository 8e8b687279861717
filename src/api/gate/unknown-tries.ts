import type { AccessLog, Noted } from '../../accesses/access-log.js';

const MINUTE_MS = 60_000;
/** Addresses that are counted at once; further ones are noted each by itself. */
const MOST = 10_000;

interface Counted {
  readonly first: Noted;
  count: number;
  readonly timer: NodeJS.Timeout;
}

/** Tries of whom nobody knows: counted, one record for an address and a minute. */
export class UnknownTries {
  private readonly counted = new Map<string, Counted>();

  constructor(
    private readonly log: Pick<AccessLog, 'note'>,
    private readonly minuteMs = MINUTE_MS,
  ) {}

  async count(noted: Noted): Promise<void> {
    const { address = '' } = noted;
    const known = this.counted.get(address);
    if (known) {
      known.count += 1;
      return;
    }
    if (this.counted.size >= MOST) return this.log.note({ ...noted, items: 1 });
    const timer = setTimeout(() => void this.end(address), this.minuteMs).unref();
    this.counted.set(address, { first: noted, count: 1, timer });
  }

  /** Notes what was counted so far. */
  async flush(): Promise<void> {
    await Promise.all([...this.counted.keys()].map((address) => this.end(address)));
  }

  /** Never rejects: nothing was disclosed, and whoever keeps the log says why it cannot be written. */
  private async end(address: string): Promise<void> {
    const { first, count, timer } = this.counted.get(address)!;
    this.counted.delete(address);
    clearTimeout(timer);
    await this.log.note({ ...first, items: count }).catch(() => undefined);
  }
}
