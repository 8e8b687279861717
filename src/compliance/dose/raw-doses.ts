import type { Delivery } from '../../infusion/delivery.js';
import { tipParts } from '../../infusion/tip-parts.js';
import { countWhile } from '../../therapy/count-while.js';
import type { Instant } from '../../therapy/envelope.js';
import type { AuditTime } from '../audit-time.js';
import { therapyEnd } from '../facts/therapy-end.js';
import { type DoseStretch, isZero } from './daily-dose.js';
import { patientDoses } from './patient-doses.js';
import { recordedIn } from './recorded.js';
import { type Piece, type Question, type Value, valueOf } from './site-doses.js';
import { type Visit, visitAt, visitsIn } from './visits.js';

/** How a dose is counted. */
export interface Counting extends Question {
  /** A fill that was programmed within so many minutes was one visit with it. */
  readonly visitMinutes: number;
}

/** The stretches of a drug's daily dose at a site that have begun by now, before anything is left out. */
export function rawStretches(delivery: Delivery, counting: Counting, time: AuditTime): DoseStretch[] {
  const all = allStretches(delivery, counting);
  const begun = all.slice(
    0,
    countWhile(all, ({ start }) => time.hasPassed(start)),
  );
  const last = begun.at(-1);
  // A dose ends with its therapy; a zero does not.
  const isDose = last && (last.held || !isZero(last));
  if (!last || (isDose && last.end <= endOf(delivery))) return begun;
  return [...begun.slice(0, -1), { ...last, end: Number.POSITIVE_INFINITY }];
}

/** When the therapy ended; NaN where it did not. */
const endOf = (delivery: Delivery): Instant => Math.round(therapyEnd(delivery)?.at ?? Number.NaN);

/** Also what will follow if nothing else comes. */
function allStretches(delivery: Delivery, counting: Counting): DoseStretch[] {
  const recorded = recordedIn(delivery);
  const visits = visitsIn(delivery, counting.visitMinutes);
  const stretches: DoseStretch[] = [];
  let before: { readonly visit: Visit; readonly value: DoseStretch } | undefined;
  for (const piece of piecesIn(delivery, counting)) {
    const { segment, start, end } = piece;
    if (recorded.isOver(segment)) continue;
    const value = valueOf(piece, counting, recorded);
    const visit = segment.halt ? undefined : visitAt(visits, segment.start);
    const last = stretches.at(-1);
    if (visit && last && before?.visit !== visit) before = { visit, value: last };
    const isHeldOver =
      visit !== undefined && before?.visit === visit && goesOn(before.value, counting, value);
    add(stretches, start, end, isHeldOver ? before!.value : value);
  }
  return stretches;
}

/** Nothing that is filled in reaches the tip at once, but what stood still may flow again. */
const goesOn = (before: DoseStretch, { site }: Question, now: Value): boolean =>
  site === 'reservoir' || (!before.held && isZero(before) && now.zeroCause !== 'catheter');

function add(stretches: DoseStretch[], start: Instant, end: Instant, value: Value): void {
  const from = Math.round(start);
  const to = Math.round(end);
  if (to <= from) return;
  const { mcgPerDay, zeroCause, eventId, held = false } = value;
  const last = stretches.at(-1);
  if (last && last.held === held && last.mcgPerDay === mcgPerDay && last.zeroCause === zeroCause)
    stretches[stretches.length - 1] = { ...last, end: to };
  else stretches.push({ start: from, end: to, mcgPerDay, held, zeroCause, eventId });
}

/** The segments in parts with one fluid at the site each, in which what the patient asks for does not change. */
function* piecesIn(delivery: Delivery, { site, visitMinutes }: Counting): Generator<Piece> {
  const asked = patientDoses(delivery, visitMinutes);
  for (const [index, segment] of delivery.segments.entries()) {
    const end = delivery.segments[index + 1]?.start ?? Number.POSITIVE_INFINITY;
    const parts =
      site === 'tip'
        ? tipParts(delivery, segment, end)
        : [{ start: segment.start, end, fluid: segment.fill?.fluid }];
    for (const part of parts) {
      let { start } = part;
      for (const to of [...asked.changes(part.start, part.end), part.end]) {
        yield { segment, start, end: to, fluid: part.fluid, asked: asked.at(start) };
        start = to;
      }
    }
  }
}
