import { Injectable } from '@nestjs/common';

type Detail = Readonly<Record<string, unknown>>;

/** What other rooms say of themselves at /health/ready. */
@Injectable()
export class HealthDetails {
  private readonly details = new Map<string, () => Detail>();
  private readonly refusals: (() => string | undefined)[] = [];

  /** @param refusal why the service is not ready, where it is not; without it, it makes nobody unready */
  add(name: string, read: () => Detail, refusal?: () => string | undefined): void {
    this.details.set(name, read);
    if (refusal) this.refusals.push(refusal);
  }

  /** Why the service is not ready; undefined where nobody objects. */
  get refusal(): string | undefined {
    return this.refusals.map((refusal) => refusal()).find((why) => why !== undefined);
  }

  read(): Readonly<Record<string, Detail>> {
    return Object.fromEntries([...this.details].map(([name, read]) => [name, read()]));
  }
}
