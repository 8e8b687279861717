import { Logger } from '@nestjs/common';
import { ExternalRequestFailed } from './external-request.js';

/** Whether a witness or timestamp authority answers. */
export interface ExternalPartyHealth {
  readonly name: string;
  readonly status: 'not-asked' | 'ok' | 'failing';
  /** Why, where it fails. */
  readonly detail?: string;
}

/** A witness or timestamp authority, and whether it answers. */
export class ExternalParty {
  private readonly logger = new Logger('Publisher');
  private failure: string | undefined;
  private asked = false;

  constructor(
    readonly kind: 'witness' | 'timestamp-authority',
    readonly name: string,
  ) {}

  /** Undefined until it was asked. */
  get isUp(): boolean | undefined {
    return this.asked ? this.failure === undefined : undefined;
  }

  get health(): ExternalPartyHealth {
    const status = this.isUp === undefined ? 'not-asked' : this.isUp ? 'ok' : 'failing';
    return { name: this.name, status, ...(this.failure !== undefined && { detail: `it ${this.failure}` }) };
  }

  /**
   * Asks. That it fails is logged when it begins to, and when it ends.
   * @returns undefined where it failed
   */
  async ask<Answer>(question: () => Promise<Answer>): Promise<Answer | undefined> {
    try {
      const answer = await question();
      this.record(undefined);
      return answer;
    } catch (error) {
      if (!(error instanceof ExternalRequestFailed)) throw error;
      this.record(error.message);
      return undefined;
    }
  }

  private record(failure: string | undefined): void {
    const { failure: before, kind, name } = this;
    this.failure = failure;
    this.asked = true;
    if (failure !== undefined && before === undefined)
      this.logger.warn({ msg: `a ${kind} fails`, name, why: `it ${failure}` });
    if (failure === undefined && before !== undefined)
      this.logger.log({ msg: `a ${kind} works again`, name });
  }
}
