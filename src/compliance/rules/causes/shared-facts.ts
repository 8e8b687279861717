import type { AuditContext } from '../../context.js';
import type { Finding } from '../finding.js';
import { factsOf } from './facts.js';

/**
 * Findings that share a fact, or a gap in the record, name it: what went wrong once is read once. One that shares it with
 * no other gets none, and a cause that its rule has given stays, but where that is its own event and no other names it.
 */
export function withSharedFacts(context: AuditContext, findings: readonly Finding[]): readonly Finding[] {
  const causes = givenIn(findings);
  for (const { id, isBehind } of factsOf(context, findings)) {
    const found = findings.filter(
      (finding) => !causes.has(finding.id) && finding.id !== id && isBehind(finding),
    );
    const isNamed = [...causes.values()].includes(id) || findings.some((finding) => finding.id === id);
    if (found.length + (isNamed ? 1 : 0) > 1) for (const finding of found) causes.set(finding.id, id);
  }
  return findings.map((finding) => {
    const cause = causes.get(finding.id);
    return cause === undefined || cause === finding.cause ? finding : { ...finding, cause };
  });
}

/** For each finding the cause that its rule has given it. */
function givenIn(findings: readonly Finding[]): Map<string, string> {
  const all = findings.flatMap(({ cause }) => cause ?? []);
  const isShared = (cause: string) => all.indexOf(cause) !== all.lastIndexOf(cause);
  return new Map(
    findings.flatMap(({ id, cause, eventIds }) =>
      cause !== undefined && (cause !== eventIds[0] || isShared(cause)) ? [[id, cause]] : [],
    ),
  );
}
