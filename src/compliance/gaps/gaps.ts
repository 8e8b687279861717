import { SAME_INSTANT_MS } from '../../infusion/tolerances.js';
import type { EventId, Instant } from '../../therapy/envelope.js';
import type { AssumptionCode } from '../assumptions/assumption-catalogue.js';
import type { Assumption } from '../assumptions/assumptions.js';
import { DECIDING, type Reason } from '../outcome.js';
import type { Finding } from '../rules/finding.js';
import type { Settlement } from './settlement.js';
import {
  assumptionsBehind,
  placeOfFinding,
  sameAsReason,
  sharedUnknown,
  settlesAssumption,
  settlesReason,
} from './settlements.js';
import type { Cessation } from '../taper/cessations.js';

/** Something that the record does not say and an answer rests on. */
export interface Gap {
  /** Of the assumption, of the reason or of the finding that tells it. */
  readonly code: string;
  readonly what: string;
  /** The ids of the cessations and findings that would be surer, or others, if it were known. */
  readonly blocks: readonly string[];
  readonly settledBy: Settlement;
}

interface Unknown extends Omit<Gap, 'blocks'> {
  /** The facts that it is about. */
  readonly eventIds: readonly EventId[];
  readonly at?: Instant;
  /** The finding that tells it, which others may name as their cause. */
  readonly findingId?: string;
  /** The fact behind that finding. */
  readonly cause?: string | undefined;
  readonly blocks: Set<string>;
}

interface Answers {
  readonly assumptions: readonly Assumption[];
  readonly cessations: readonly Pick<Cessation, 'id' | 'reachedZeroAt' | 'reasons' | 'tip'>[];
  readonly findings: readonly Finding[];
}

/** Every unknown that an audit rests on, each once: what is assumed, what decides no cessation, what would settle a finding. */
export function gapsOf({ assumptions, cessations, findings }: Answers): readonly Gap[] {
  const unknowns = assumptions.map(ofAssumption);
  for (const finding of inOrderOfCause(findings)) addFinding(unknowns, finding);
  for (const cessation of cessations)
    for (const reason of [...cessation.reasons, ...cessation.tip.reasons])
      if (!DECIDING.has(reason.code)) addReason(unknowns, cessation, reason);
  return unknowns.map(({ code, what, blocks, settledBy }) => ({
    code,
    what,
    blocks: [...blocks],
    settledBy,
  }));
}

const ofAssumption = ({ code, detail, eventIds, settledBy }: Assumption): Unknown => ({
  code,
  what: detail,
  eventIds,
  settledBy: settledBy ?? settlesAssumption[code],
  blocks: new Set(),
});

/** What others name as their cause comes before them, and what asks for nothing after what does. */
function inOrderOfCause(findings: readonly Finding[]): Finding[] {
  const causes = new Set(findings.map(({ cause }) => cause));
  const place = ({ id, settledBy }: Finding) => {
    if (causes.has(id)) return 0;
    return settledBy === undefined ? 2 : 1;
  };
  return findings.toSorted((a, b) => place(a) - place(b));
}

function addFinding(unknowns: Unknown[], finding: Finding): void {
  const { id, code, at, detail, eventIds, settledBy, cause } = finding;
  if (settledBy === undefined && cause === undefined) return;
  const told = unknowns.filter(
    (unknown) =>
      (cause !== undefined && (unknown.findingId === cause || unknown.cause === cause)) ||
      (settledBy !== undefined && isSettledBy(unknown, settledBy)),
  );
  const shared =
    told.length > 0 || settledBy !== undefined
      ? told
      : unknowns.filter((unknown) => unknown.eventIds.includes(cause as EventId));
  for (const { blocks } of shared) blocks.add(id);
  if (shared.length > 0 || settledBy === undefined) return;
  const common = sharedUnknown[settledBy];
  unknowns.push(
    common
      ? { ...common, eventIds: [], settledBy: settlesReason[common.code]!, blocks: new Set([id]) }
      : {
          code: sameAsReason[code] ?? code,
          what: detail,
          eventIds,
          at,
          findingId: id,
          cause,
          settledBy: { text: settledBy, ...placeOfFinding[code] },
          blocks: new Set([id]),
        },
  );
}

/** Whether it is what some words ask for; what one finding asks for itself is not what another does. */
const isSettledBy = ({ code, settledBy, findingId }: Unknown, text: string): boolean =>
  findingId === undefined &&
  (settledBy.text === text ||
    (code in settlesAssumption && settlesAssumption[code as AssumptionCode].text === text));

/** Two of one kind are told apart by the instant of the zero, where one is of that instant. */
function addReason(
  unknowns: Unknown[],
  { id, reachedZeroAt }: Pick<Cessation, 'id' | 'reachedZeroAt'>,
  { code, detail }: Reason,
): void {
  const codes: readonly string[] = assumptionsBehind[code] ?? [code];
  const same = unknowns.filter((unknown) => codes.includes(unknown.code));
  const then = same.filter(({ at }) => at !== undefined && Math.abs(at - reachedZeroAt) <= SAME_INSTANT_MS);
  for (const { blocks } of then.length > 0 ? then : same) blocks.add(id);
  if (same.length > 0) return;
  unknowns.push({
    code,
    what: detail,
    eventIds: [],
    settledBy: settlesReason[code] ?? { text: detail },
    blocks: new Set([id]),
  });
}
