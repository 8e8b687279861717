import { readFileSync } from 'node:fs';
import type { INestApplicationContext } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ListTherapies } from '../answers/messages.js';
import { Recorder } from '../record/recorder.js';
import { CLOCK, type Clock } from '../repository/clock.js';
import { Therapies } from '../repository/therapies.js';
import { fieldErrors } from '../therapy/checker.js';
import type { TherapyId } from '../therapy/envelope.js';
import { CareAssigned } from '../therapy/events/care-assigned.js';
import { NAMED_ID } from '../therapy/events/fields/texts.js';
import { readOccurredAt } from '../therapy/occurred-at.js';
import { COMMAND_LINE } from './command-line.js';
import { UsageError } from './exit.js';
import { list } from './table.js';

export interface AssignOptions {
  readonly site: string;
  /** A file of ids, one a line; all therapies where it is left out. */
  readonly therapies?: string;
}

interface Assigned {
  readonly site: string;
  readonly assigned: number;
  /** They have a site already. */
  readonly assignedBefore: number;
  /** Nothing more is recorded of them. */
  readonly erased: number;
  readonly unknown: readonly string[];
}

const PAGE = 1_000;

/** @throws UsageError */
export function checkedSite({ site }: AssignOptions): string {
  const [first] = fieldErrors({ site }, CareAssigned);
  if (first) throw new UsageError(`--site ${first.detail}.`);
  return site;
}

/** Undefined for all. @throws UsageError */
export function idsIn({ therapies }: AssignOptions): readonly TherapyId[] | undefined {
  if (therapies === undefined) return undefined;
  let text: string;
  try {
    text = readFileSync(therapies, 'utf8');
  } catch (error) {
    throw new UsageError(`${therapies} cannot be read: ${(error as Error).message}.`, { cause: error });
  }
  const ids = text.split(/\r?\n/).map((line) => line.trim());
  const wrong = ids.findIndex((id) => id !== '' && !NAMED_ID.test(id));
  if (wrong >= 0)
    throw new UsageError(`${therapies}, line ${wrong + 1} is no id of a therapy: write one id a line.`);
  return ids.filter((id) => id !== '') as TherapyId[];
}

async function* everyTherapy(queries: QueryBus): AsyncGenerator<TherapyId> {
  for (let after: string | undefined; ;) {
    const page = await queries.execute(new ListTherapies(after, PAGE));
    for (const { streamId } of page) yield streamId as TherapyId;
    after = page.at(-1)?.streamId;
    if (page.length < PAGE) return;
  }
}

/** Says of all therapies that have none, or of some, at which site the patient is cared for from now on. */
export async function assign(
  app: INestApplicationContext,
  site: string,
  ids: readonly TherapyId[] | undefined,
): Promise<Assigned> {
  const therapies = app.get(Therapies, { strict: false });
  const recorder = app.get(Recorder, { strict: false });
  const clock = app.get<Clock>(CLOCK, { strict: false });
  let [assigned, assignedBefore, erased] = [0, 0, 0];
  const unknown: string[] = [];
  for await (const therapyId of ids ?? everyTherapy(app.get(QueryBus, { strict: false }))) {
    const now = clock();
    const record = await therapies.get(therapyId);
    if (record.revision === 0) unknown.push(therapyId);
    else if (record.events.at(-1)!.type === 'PatientErased') erased += 1;
    else if (record.care(now).place) assignedBefore += 1;
    else {
      const occurredAt = readOccurredAt(new Date(now).toISOString());
      if (!occurredAt.ok) throw new TypeError('the clock gave no date');
      const source = { kind: 'manual', assertion: 'stated' } as const;
      const content = { type: 'CareAssigned', occurredAt: occurredAt.value, data: { site }, source } as const;
      await recorder.record({ therapyId, content, recordedBy: COMMAND_LINE });
      assigned += 1;
    }
  }
  return { site, assigned, assignedBefore, erased, unknown };
}

export const showAssigned = ({ site, assigned, assignedBefore, erased, unknown }: Assigned): string =>
  list([
    [`assigned to ${site}`, String(assigned)],
    ['had a site already', String(assignedBefore)],
    ['erased', String(erased)],
    ['unknown', unknown.length === 0 ? '0' : unknown.join(', ')],
  ]);
