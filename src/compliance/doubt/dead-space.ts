import { catheterModel } from '../../infusion/devices.js';
import { type Delivery, lastAtOrBefore } from '../../infusion/delivery.js';
import { replay } from '../../infusion/replay.js';
import type { ActingEvent } from '../../therapy/acting-event.js';
import type { Catheter } from '../../therapy/events/values/catheter.js';
import { withCatheter } from '../../therapy/hardware.js';
import { type Cessation, cessationsOf } from '../taper/cessations.js';
import { type AuditContext, auditContext } from '../context.js';
import { inOrder } from '../rules/finding.js';
import { type Finding, findingsOf } from '../rules/index.js';
import { CATHETER_LENGTH } from '../gaps/settlement.js';
import type { TipBound } from '../taper/tip.js';

interface Parts {
  readonly cessations: readonly Cessation[];
  readonly findings: readonly Finding[];
}

/** What would have acted, and what of it been pumped, through the shortest catheters that are implanted. */
export interface Shortest {
  readonly events: readonly ActingEvent[];
  readonly delivery: Delivery;
}

/** Undefined where each length is recorded or not known at all. */
export function withShortest(events: readonly ActingEvent[], delivery: Delivery): Shortest | undefined {
  if (!delivery.catheters.some(({ volumeFrom }) => volumeFrom === 'full-length')) return undefined;
  const shortened = events.map((event) => withCatheter(event, shortestOf) ?? event);
  return { events: shortened, delivery: replay(shortened).delivery };
}

/**
 * Where nobody recorded how much of a catheter was trimmed, what would follow from the shortest that is implanted beside
 * what follows from the whole of it: the tip’s answer as a range, and findings that only one of the two shows as
 * possible.
 * @param known all facts that are known, in the order in which they act
 */
export function acrossLengths(
  context: AuditContext,
  known: readonly ActingEvent[],
  parts: Parts,
  shortest: Shortest | undefined,
): Parts {
  if (!shortest) return parts;
  const { time, policy } = context;
  const short = auditContext(shortest.events, shortest.delivery, time, policy, known);
  const long = { ...context, delivery: asIfRecorded(context) };
  const shortCessations = cessationsOf(short);
  const longCessations = cessationsOf(long);
  return {
    cessations: parts.cessations.map((cessation) => ({
      ...cessation,
      tip: {
        ...cessation.tip,
        range: {
          shortest: boundOf(shortCessations, cessation.id),
          longest: boundOf(longCessations, cessation.id),
        },
      },
    })),
    findings: mergedFindings(context.delivery, parts.findings, findingsOf(short)),
  };
}

const boundOf = (cessations: readonly Cessation[], id: string): TipBound | null => {
  const tip = cessations.find((cessation) => cessation.id === id)?.tip;
  return tip
    ? { reachedZeroAt: tip.reachedZeroAt, residualMcg: tip.residualMcg, verdict: tip.verdict }
    : null;
};

/** The shortest catheter of its model, where its length is not known. */
function shortestOf(data: Catheter): Catheter {
  const model = catheterModel(data.model);
  if (data.volumeMl !== undefined || data.implantedLengthCm !== undefined || !model?.fullLengthCm)
    return data;
  return { ...data, implantedLengthCm: model.shortestImplantedCm?.value };
}

const asIfRecorded = ({ delivery }: AuditContext): AuditContext['delivery'] => ({
  ...delivery,
  catheters: delivery.catheters.map((catheter) =>
    catheter.volumeFrom === 'full-length' ? { ...catheter, volumeFrom: 'implanted-length' } : catheter,
  ),
});

function mergedFindings(
  { catheters }: Delivery,
  long: readonly Finding[],
  short: readonly Finding[],
): Finding[] {
  const inShort = new Set(short.map(({ id }) => id));
  const inLong = new Set(long.map(({ id }) => id));
  const ofLength = (finding: Finding, when: string): Finding => ({
    ...possible(finding, when),
    // Many findings may rest on one length that nobody recorded.
    cause: catheters[lastAtOrBefore(catheters, ({ since }) => since, finding.at)]?.eventId ?? finding.cause,
  });
  return [
    ...long.map((finding) => (inShort.has(finding.id) ? finding : ofLength(finding, 'untrimmed'))),
    ...short
      .filter((finding) => !inLong.has(finding.id))
      .map((finding) => ofLength(finding, 'trimmed as far as it can be')),
  ].sort(inOrder);
}

const possible = (finding: Finding, when: string): Finding => ({
  ...finding,
  confidence: 'possible',
  detail: `${finding.detail}; so if the catheter is ${when}`,
  settledBy: CATHETER_LENGTH.text,
});
