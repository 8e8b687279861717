import { auditsNow } from '../../compliance/audit.js';
import { factsHash } from '../../compliance/record/facts-hash.js';
import { readPolicy } from '../../compliance/policies/document/index.js';
import type { PolicyVersion } from '../../compliance/policies/index.js';
import { sha256Hex } from '../../ledger/canonical.js';
import type { Audited } from '../../answers/audit-found.js';
import { stretchesOf } from '../../answers/delivery-found.js';
import { auditHashOf, findingAnswers, hashedAnswer } from '../../answers/form/audit.js';
import type { Sealed, TherapyId } from '../../therapy/envelope.js';
import { inNewestForm } from '../../therapy/newest-form.js';
import { knownAt } from '../../therapy/timeline.js';
import { type CheckedPack, type Files, type Problem, canonicalJson } from '../check.js';
import { problemOf } from '../problems.js';
import { hasSameJudgements } from './judgements.js';

function policyIn(bytes: Uint8Array): PolicyVersion | string {
  const read = readPolicy(JSON.parse(Buffer.from(bytes).toString()) as unknown);
  if (!read.ok) return read.errors.map(({ pointer, detail }) => `${pointer} ${detail}`).join('; ');
  return { policy: read.policy, sha256: sha256Hex(bytes), origin: 'hospital' };
}

const sameJson = (a: unknown, b: unknown): boolean => canonicalJson(a) === canonicalJson(b);
/** As JSON carries it: without members that are undefined. */
const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value)) as unknown;

interface Recomputed {
  readonly problems: readonly Problem[];
  /** Where the pack's audit is the one that follows. */
  readonly audited?: Audited;
}

/** Audits a pack's events under its policy document, and compares with its audit. */
export function recomputed(files: Files, { therapyId, events, audit: packed }: CheckedPack): Recomputed {
  if (!therapyId || !packed) return { problems: [] };
  const { id, version } = packed.policy as { readonly id: unknown; readonly version: unknown };
  const document = files.get(`policies/${String(id)}@${String(version)}.json`);
  if (!document) return { problems: [] };
  try {
    const policy = policyIn(document);
    if (typeof policy === 'string') return { problems: [problemOf('POLICY_MISMATCH', null, policy)] };
    const sealed = (events as unknown as readonly Sealed[]).map(inNewestForm);
    const [asOf, knownBy] = [Date.parse(String(packed.asOf)), Date.parse(String(packed.knownAt))];
    const now = auditsNow(sealed, { policies: [policy.policy], asOf, knownAt: knownBy });
    const made = {
      therapyId: therapyId as TherapyId,
      audit: now.audits[0]!,
      delivery: stretchesOf(now.scenario).until(asOf),
      policy,
      factsHash: factsHash(knownAt(sealed, knownBy), asOf),
    };
    const problems: Problem[] = [];
    if (made.factsHash !== packed.factsHash)
      problems.push(
        problemOf(
          'FACTS_HASH_MISMATCH',
          null,
          `audit.json says ${String(packed.factsHash)}, computed is ${made.factsHash}`,
        ),
      );
    const body = hashedAnswer(made);
    const answer = { ...body, findings: findingAnswers(made.audit.findings) };
    const differing = Object.entries(asJson(answer) as object).filter(
      ([name, value]) => !sameJson(value, packed[name] ?? null),
    );
    const computed = auditHashOf(body);
    if (differing.length > 0 || computed !== packed.auditHash)
      problems.push(
        problemOf(
          'AUDIT_MISMATCH',
          null,
          `computed is the auditHash ${computed}; other than computed are ${differing.map(([name]) => name).join(', ') || 'none of its parts'}`,
        ),
      );
    if (!hasSameJudgements(files, sealed, made.audit, packed, computed))
      problems.push(
        problemOf('SAID_MISMATCH', null, 'compare them with the AuditSigned and InferenceReviewed'),
      );
    return problems.length > 0 ? { problems } : { problems, audited: made };
  } catch (error) {
    const why = `it cannot be computed (${(error as Error).message})`;
    return { problems: [problemOf('AUDIT_MISMATCH', null, why)] };
  }
}
