import { readFileSync } from 'node:fs';
import { type Audit, audit } from '../../src/compliance/audit.js';
import { DEFAULT_POLICY } from '../../src/compliance/policies/index.js';
import { shippedBook } from './shipped-book.js';
import type { EventId, Sealed, Source, TherapyId } from '../../src/therapy/envelope.js';
import type { EventTypeName } from '../../src/therapy/events/index.js';
import { readOccurredAt } from '../../src/therapy/occurred-at.js';

type Stated = string | { readonly earliest: string; readonly latest: string };

export const ms = (instant: string): number => {
  const at = Date.parse(instant);
  if (Number.isNaN(at)) throw new RangeError(instant);
  return at;
};

/**
 * A therapy told as a test reads: `.event(when, type, data)`, recorded on the spot unless `recordedAt` says otherwise; by
 * a file, unless a source says what it is.
 */
export class History {
  readonly events: Sealed[] = [];
  private now = ms('2026-01-01T00:00:00Z');

  constructor(readonly therapyId = 'test') {}

  /** From here on events are recorded at this instant. */
  recordedAt(instant: string): this {
    this.now = ms(instant);
    return this;
  }

  event(
    stated: Stated,
    type: EventTypeName,
    data: object = {},
    source: Partial<Source> = {},
    id?: string,
  ): this {
    const occurredAt = readOccurredAt(stated);
    if (!occurredAt.ok) throw new TypeError(JSON.stringify(occurredAt.errors));
    const revision = this.events.length + 1;
    this.events.push({
      id: (id ?? `e${revision}`) as EventId,
      therapyId: this.therapyId as TherapyId,
      type,
      schemaVersion: 1,
      revision,
      occurredAt: occurredAt.value,
      recordedAt: new Date(this.now).toISOString(),
      recordedBy: { subject: 'test', name: 'test', role: 'test' },
      source: { kind: 'import', assertion: 'stated', ...source },
      ...(source.kind === 'import' && { via: 'request' as const }),
      data,
      previousHash: '',
    });
    return this;
  }

  registered(): this {
    return this.event('2020', 'TherapyRegistered', {
      patientPseudonym: 'p',
      indication: 'severe spasticity',
      aetiology: 'spinal-cord-injury',
    });
  }

  /** Pump and catheter with all volumes recorded: tubing 0.2 mL, catheter 0.2 mL unless said otherwise. */
  implanted(at: string, pump: object = {}, catheter: object = {}): this {
    return this.event(at, 'PumpImplanted', {
      manufacturer: 'Medtronic',
      model: 'SynchroMed II',
      reservoirCapacityMl: 40,
      tubingVolumeMl: 0.2,
      ...pump,
    }).event(at, 'CatheterImplanted', { model: '8731SC', volumeMl: 0.2, ...catheter });
  }

  filled(at: Stated, concentrationMcgPerMl = 2000, filledVolumeMl = 40, drug = 'baclofen'): this {
    return this.event(at, 'ReservoirRefilled', { drug, concentrationMcgPerMl, filledVolumeMl });
  }

  switched(at: string, from: [string, number], to: [string, number], filledVolumeMl = 40): this {
    const [fromDrug, fromMcg] = from;
    const [toDrug, toMcg] = to;
    return this.event(at, 'DrugSwitched', {
      reason: 'test',
      from: { drug: fromDrug, concentrationMcgPerMl: fromMcg },
      to: { drug: toDrug, concentrationMcgPerMl: toMcg },
      filledVolumeMl,
    });
  }

  programmed(at: Stated, dailyDoseMcg: number, more: object = {}): this {
    return this.event(at, 'PumpReprogrammed', {
      program:
        dailyDoseMcg === 0
          ? { mode: 'stopped', ...more }
          : { mode: 'simple-continuous', dailyDoseMcg, ...more },
    });
  }

  /** Implanted, filled with baclofen 2000 mcg/mL and, after a priming of the whole path, running. */
  running(at: string, dailyDoseMcg: number): this {
    return this.registered()
      .implanted(at)
      .filled(at)
      .programmed(at, dailyDoseMcg, { startsWith: { kind: 'priming', volumeMl: 0.4, durationMinutes: 24 } });
  }

  audit(asOf: string, options: { knownAt?: string; policy?: string } = {}): Audit {
    return audit(this.events, {
      policy: shippedBook.find(options.policy ?? DEFAULT_POLICY, 0)!.policy,
      asOf: ms(asOf),
      knownAt: options.knownAt ? ms(options.knownAt) : Number.POSITIVE_INFINITY,
    });
  }
}

export const codesOf = ({ findings }: Audit): string[] => findings.map(({ code }) => code);

/** The published case in one of its two readings, as its file tells it. */
export function caseReport(reading: 'a' | 'b'): History {
  const history = new History(`case-report-${reading}`);
  const file = new URL(`../../examples/case-report/case-report-${reading}.ndjson`, import.meta.url);
  for (const line of readFileSync(file, 'utf8').trim().split('\n')) {
    const { type, occurredAt, data, source } = JSON.parse(line) as {
      type: EventTypeName;
      occurredAt: string;
      data: object;
      source: Source;
    };
    history.event(occurredAt, type, data, source);
  }
  return history;
}
