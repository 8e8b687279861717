import { Injectable, Logger } from '@nestjs/common';
import { AppendGate, type LedgerContradicted } from '../event-store/append-gate.js';

/** Once the log is found to contradict itself or what was published of it, nothing more is appended or signed. */
@Injectable()
export class Contradictions {
  private readonly logger = new Logger('Ledger');
  private first: LedgerContradicted | undefined;

  constructor(private readonly gate: AppendGate) {}

  get found(): LedgerContradicted | undefined {
    return this.first;
  }

  /** @returns the first one that was found */
  report(contradiction: LedgerContradicted): LedgerContradicted {
    if (this.first) return this.first;
    this.first = contradiction;
    this.logger.error({
      msg: 'the log contradicts itself or what was published of it; nothing more is recorded',
      why: contradiction.message,
    });
    this.gate.shut(contradiction);
    return contradiction;
  }
}
