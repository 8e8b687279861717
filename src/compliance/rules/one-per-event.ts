import type { Site } from '../../infusion/dose.js';
import { SEVERITIES } from './catalogue.js';
import type { Confidence, Finding } from './finding.js';

const SITES: readonly Site[] = ['reservoir', 'tip'];
/** The surest first. */
const CONFIDENCES: readonly Confidence[] = ['certain', 'likely', 'possible'];

/**
 * One event gives one finding of a code: what shows at both sites, or of two drugs, is told in one. Findings of one code
 * with one first event have one id.
 */
export function onePerEvent(findings: readonly Finding[]): Finding[] {
  const byId = new Map<string, Finding[]>();
  for (const finding of findings) {
    const others = byId.get(finding.id);
    if (others) others.push(finding);
    else byId.set(finding.id, [finding]);
  }
  return [...byId.values()].map((same) =>
    same.length === 1 ? same[0]! : together(same.toSorted((a, b) => a.at - b.at)),
  );
}

/** @param same in order of their instants */
function together(same: readonly Finding[]): Finding {
  const { until: _, settledBy: __, cause: ___, ...first } = same[0]!;
  const until = untilOf(same);
  const settledBy = joined(same.flatMap((one) => one.settledBy ?? []));
  const cause = same.find((one) => one.cause !== undefined)?.cause;
  return {
    ...first,
    ...(until !== undefined && { until }),
    sites: SITES.filter((site) => same.some(({ sites }) => sites.includes(site))),
    severity: foremost(SEVERITIES, same, ({ severity }) => severity),
    confidence: foremost(CONFIDENCES, same, ({ confidence }) => confidence),
    detail: joined(same.map(({ detail }) => detail)),
    ...(cause !== undefined && { cause }),
    ...(settledBy !== '' && { settledBy }),
    eventIds: [...new Set(same.flatMap(({ eventIds }) => eventIds))],
  };
}

const joined = (words: readonly string[]): string => [...new Set(words)].join('; ');

/** The latest end; none where one of them may go on. */
const untilOf = (same: readonly Finding[]): number | undefined =>
  same.some(({ until }) => until === undefined) ? undefined : Math.max(...same.map(({ until }) => until!));

const foremost = <T>(order: readonly T[], same: readonly Finding[], of: (finding: Finding) => T): T =>
  order.find((value) => same.some((finding) => of(finding) === value))!;
