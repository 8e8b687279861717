import { DAY_MS } from '../../infusion/schedule.js';
import type { Acting, ActingEvent } from '../../therapy/acting-event.js';
import type { EventId, Instant } from '../../therapy/envelope.js';
import { changesHardware } from '../../therapy/hardware.js';
import { canonicalDrug } from '../../infusion/drugs.js';
import { type AuditContext, oncePer } from '../context.js';
import { changesPump } from '../facts/hardware-changes.js';
import { type Order, happenedAfter, happenedBy, happenedSince } from '../facts/order.js';
import type { WorkupItem } from '../policies/policy.js';
import { showInstant } from '../show.js';
import { type Spoiled, spoiledBy } from './spoiled.js';
import { otherEvidence, shows } from './workup-evidence.js';

export interface WorkupItemAnswer {
  readonly item: WorkupItem;
  readonly outcome: 'shown' | 'not-shown' | 'undetermined';
  /** The examinations that decide it. */
  readonly eventIds: readonly EventId[];
  readonly detail: string;
}

/** What was done before a tolerance was diagnosed, item by item. */
export interface Workup {
  /** The diagnosis. */
  readonly eventId: EventId;
  readonly at: Instant;
  readonly drug: string;
  readonly complete: 'yes' | 'no' | 'undetermined';
  /** The last change of pump or catheter before the diagnosis; what was examined before it says nothing. */
  readonly hardwareSince?: { readonly eventId: EventId; readonly at: Instant };
  readonly items: readonly WorkupItemAnswer[];
}

/** The work-up of each diagnosis, in order. */
export const toleranceWorkups = oncePer((context): readonly Workup[] => {
  const { items, windowDays } = context.policy.toleranceWorkup;
  const diagnoses = context.events.filter(
    (event): event is Acting<'ToleranceDiagnosed'> => event.type === 'ToleranceDiagnosed',
  );
  if (diagnoses.length === 0) return [];
  const hardware = context.events.filter(
    (event) => changesHardware(event) && !isOpeningBalance(context, event),
  );
  const examinations = new Map(
    items.value.map((item) => [item, context.events.filter((event) => shows(item, event))]),
  );
  return diagnoses.map((diagnosis): Workup => {
    const drug = canonicalDrug(diagnosis.data.drug);
    const changes = lastChanges(hardware, diagnosis);
    const answers = items.value.map((item): WorkupItemAnswer => {
      const ofDrug = examinations
        .get(item)!
        .filter((event) => event.type !== 'BolusTestPerformed' || canonicalDrug(event.data.drug) === drug);
      return answer(
        item,
        ofDrug.map((event): Examination => {
          const holds = isInTime(event, diagnosis, changes, windowDays?.value);
          const spoiled = holds === 'no' ? undefined : spoiledBy(context, event, diagnosis);
          return { event, holds: spoiled ? AGAINST[spoiled.order] : holds, spoiled };
        }),
        windowDays?.value,
        otherEvidence(context, item, diagnosis),
      );
    });
    const outcomes = answers.map(({ outcome }) => outcome);
    const since = changes.findLast((change) => happenedBy(change, diagnosis) === 'yes');
    return {
      eventId: diagnosis.id,
      at: diagnosis.at,
      drug,
      complete: outcomes.includes('not-shown')
        ? 'no'
        : outcomes.includes('undetermined')
          ? 'undetermined'
          : 'yes',
      ...(since && { hardwareSince: { eventId: since.id, at: since.at } }),
      items: answers,
    };
  });
});

/** Whether it only says what had been in place before the record began. */
const isOpeningBalance = ({ events }: AuditContext, event: ActingEvent): boolean =>
  event.type === 'TherapyTakenOver' && events.find(changesPump) === event;

/** The last change that surely came before the diagnosis, and those that may have come after it and still before. */
function lastChanges(hardware: readonly ActingEvent[], diagnosis: ActingEvent): ActingEvent[] {
  const before = hardware.filter((change) => happenedBy(change, diagnosis) !== 'no');
  const latest = Math.max(
    ...before.filter((change) => happenedBy(change, diagnosis) === 'yes').map(({ earliest }) => earliest),
  );
  return before.filter((change) => !(change.latest < latest));
}

function isInTime(
  event: ActingEvent,
  diagnosis: ActingEvent,
  changes: readonly ActingEvent[],
  windowDays: number | undefined,
): Order {
  const orders = [happenedBy(event, diagnosis)];
  for (const change of changes) {
    const after = happenedAfter(event, change);
    // A change that may have come after the diagnosis spoils nothing for sure.
    orders.push(after === 'no' && happenedBy(change, diagnosis) !== 'yes' ? 'unknown' : after);
  }
  if (windowDays !== undefined) orders.push(happenedSince(event, diagnosis, windowDays * DAY_MS));
  if (orders.includes('no')) return 'no';
  return orders.includes('unknown') ? 'unknown' : 'yes';
}

interface Examination {
  readonly event: ActingEvent;
  readonly holds: Order;
  readonly spoiled: Spoiled | undefined;
}

/** What is surely spoiled shows nothing; what may be may show it. */
const AGAINST = { yes: 'no', unknown: 'unknown' } as const;

function answer(
  item: WorkupItem,
  all: readonly Examination[],
  windowDays: number | undefined,
  besides: string | undefined,
): WorkupItemAnswer {
  const inOrder = (order: Order) => all.filter(({ holds }) => holds === order).map(({ event }) => event);
  const shown = inOrder('yes');
  const open = inOrder('unknown');
  const idsOf = (events: readonly ActingEvent[]) => events.map(({ id }) => id);
  if (shown.length > 0)
    return {
      item,
      outcome: 'shown',
      eventIds: idsOf(shown),
      detail: `recorded ${showInstant(shown.at(-1)!.at)}`,
    };
  if (open.length > 0)
    return {
      item,
      outcome: 'undetermined',
      eventIds: idsOf(open),
      detail:
        all.find(({ holds, spoiled }) => holds === 'unknown' && spoiled)?.spoiled?.detail ??
        'recorded with a date that may lie before the last change of hardware or after the diagnosis',
    };
  const { eventIds, detail } = whyNot(all, windowDays);
  return {
    item,
    outcome: 'not-shown',
    eventIds,
    detail: besides === undefined ? detail : `${detail}; ${besides}`,
  };
}

function whyNot(
  all: readonly Examination[],
  windowDays: number | undefined,
): Pick<WorkupItemAnswer, 'eventIds' | 'detail'> {
  const last = all.findLast(({ spoiled }) => spoiled) ?? all.at(-1);
  if (!last) return { eventIds: [], detail: 'none is recorded' };
  const { event, spoiled } = last;
  if (spoiled)
    return {
      eventIds: [event.id],
      detail: `the one of ${showInstant(event.at)} shows nothing: ${spoiled.detail}`,
    };
  const within = windowDays === undefined ? '' : ` and within ${windowDays} days`;
  return {
    eventIds: [],
    detail: `the last one recorded, ${showInstant(event.at)}, is not between the last change of hardware and the diagnosis${within}`,
  };
}
