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
        if (typeof lost === 'string') return { therapiesWithLostKey: null, staffWithLostKey: null };
        return { therapiesWithLostKey: lost.therapies, staffWithLostKey: lost.staff };
      },
      () => {
        const lost = this.lost();
        return typeof lost === 'string' ? `${lost}.` : undefined;
      },
    );
  }

  /** How many, or why nobody knows. */
  private lost(): { readonly therapies: number; readonly staff: number } | string {
    try {
      return { therapies: this.keys.lost, staff: this.keys.lostOfStaff };
    } catch (error) {
      if (error instanceof KeysUnavailable) return error.message;
      throw error;
    }
  }
}
