import { Injectable } from '@nestjs/common';

type Detail = Readonly<Record<string, unknown>>;

/** What other rooms say of themselves at /health/ready. It makes nobody unready. */
@Injectable()
export class HealthDetails {
  private readonly details = new Map<string, () => Detail>();

  add(name: string, read: () => Detail): void {
    this.details.set(name, read);
  }

  read(): Readonly<Record<string, Detail>> {
    return Object.fromEntries([...this.details].map(([name, read]) => [name, read()]));
  }
}
