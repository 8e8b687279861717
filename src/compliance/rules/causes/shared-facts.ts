import type { AuditContext } from '../../context.js';
import type { Finding } from '../finding.js';
import { factsOf } from './facts.js';

/**
 * Findings that share a fact, or a gap in the record, name it: what went wrong once is read once. One that shares it with
 * no other names nothing, and a cause that its rule has given stays.
 */
export function withSharedFacts(context: AuditContext, findings: readonly Finding[]): readonly Finding[] {
  const causes = new Map(findings.flatMap(({ id, cause }) => (cause === undefined ? [] : [[id, cause]])));
  for (const { id, isBehind } of factsOf(context, findings)) {
    const already = [...causes.values()].includes(id) ? 1 : 0;
    const found = findings.filter(
      (finding) => !causes.has(finding.id) && finding.id !== id && isBehind(finding),
    );
    const isOne = findings.some((finding) => finding.id === id);
    if (found.length + already + (isOne ? 1 : 0) > 1) for (const finding of found) causes.set(finding.id, id);
  }
  return findings.map((finding) => {
    const cause = causes.get(finding.id);
    return cause === undefined || cause === finding.cause ? finding : { ...finding, cause };
  });
}
