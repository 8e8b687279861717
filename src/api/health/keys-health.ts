import { Injectable } from '@nestjs/common';
import { Keys, KeysUnavailable } from '../../custody/keys.js';
import { HealthDetails } from '../../observability/health-details.js';

/** Whether the keys of personal values are there: for /health/ready. */
@Injectable()
export class KeysHealth {
  constructor(
    private readonly keys: Keys,
    health: HealthDetails,
  ) {
    health.add(
      'keys',
      () => {
        const lost = this.lost();
        return { therapiesWithLostKey: typeof lost === 'number' ? lost : null };
      },
      () => {
        const lost = this.lost();
        return typeof lost === 'number' ? undefined : `${lost}.`;
      },
    );
  }

  /** How many, or why nobody knows. */
  private lost(): number | string {
    try {
      return this.keys.lost;
    } catch (error) {
      if (error instanceof KeysUnavailable) return error.message;
      throw error;
    }
  }
}
