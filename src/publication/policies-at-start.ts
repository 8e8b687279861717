import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Fault } from '../faults/fault.js';
import { AdoptedPolicies } from '../repository/adopted-policies.js';

/** Policies that came into force, and a default that was chosen, are recorded before anything is answered, and where the log is compared with what was published of it. */
@Injectable()
export class PoliciesAtStart implements OnApplicationBootstrap {
  private readonly logger = new Logger('Policies');

  constructor(private readonly adopted: AdoptedPolicies) {}

  /** @throws UnusablePolicies where another service recorded a version with other bytes */
  async onApplicationBootstrap(): Promise<void> {
    try {
      await this.adopted.adopt();
      await this.adopted.chooseDefault();
    } catch (error) {
      // As any recording: the next start, or whoever asks for a pack, tries again.
      if (!(error instanceof Fault)) throw error;
      this.logger.error({ msg: 'policies that came into force cannot be recorded', err: error });
    }
  }
}
