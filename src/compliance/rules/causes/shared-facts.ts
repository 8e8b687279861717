import type { AuditContext } from '../../context.js';
import type { Finding } from '../finding.js';
import { factsOf } from './facts.js';

/**
 * Findings that rest on a fact, or on a gap in the record, name it, also while no other does: what went wrong once is read
 * once, and a finding stays as it is when others come. A cause that its rule has given stays, but where that is its own
 * event and no other names it.
 */
export function withSharedFacts(context: AuditContext, findings: readonly Finding[]): readonly Finding[] {
  const facts = factsOf(context, findings);
  const isGiven = givenIn(findings);
  return findings.map((finding) => {
    if (isGiven(finding)) return finding;
    const fact = facts.find(({ id, isBehind }) => id !== finding.id && isBehind(finding));
    return fact ? { ...finding, cause: fact.id } : finding;
  });
}

function givenIn(findings: readonly Finding[]): (finding: Finding) => boolean {
  const all = findings.flatMap(({ cause }) => cause ?? []);
  const isShared = (cause: string) => all.indexOf(cause) !== all.lastIndexOf(cause);
  return ({ cause, eventIds }) => cause !== undefined && (cause !== eventIds[0] || isShared(cause));
}
