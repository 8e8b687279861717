import { audit } from '../../src/compliance/audit.js';
import { shippedPolicies } from '../../src/compliance/policies/index.js';
import { shippedBook } from '../support/shipped-book.js';
import type { Sealed } from '../../src/therapy/envelope.js';
import type { Kept } from './support.js';

const policies = shippedPolicies.map(({ policy }) => policy);

/** Everything in the register, by policy, page by page. */
export async function everything({ register }: Pick<Kept, 'register'>, pageSize = 500) {
  const found = [];
  for (const policy of shippedBook.ids) {
    const lists = { cessations: [] as object[], findings: [] as object[] };
    for (const list of ['cessations', 'findings'] as const) {
      for (let after: { at: number; therapyId: string; id: string } | undefined; ;) {
        const { items } = await register[list]({ policy, filter: {}, after, limit: pageSize });
        lists[list].push(...items);
        const last = items.at(-1);
        if (!last) break;
        const row = 'cessation' in last ? last.cessation : last.finding;
        after = {
          at: 'reachedZeroAt' in row ? row.reachedZeroAt : row.at,
          therapyId: last.therapyId,
          id: row.id,
        };
      }
    }
    found.push({ policy, ...lists });
  }
  return found;
}

/** The same by asking for the audit of each therapy, put into the register's order. */
export function byAudits(therapies: readonly (readonly Sealed[])[], now: number) {
  return policies.map((policy) => {
    const by = { id: policy.id, version: policy.version };
    const audits = therapies.map((events) => ({
      therapyId: events[0]!.therapyId,
      ...audit(events, { policy, asOf: now, knownAt: Number.POSITIVE_INFINITY }),
    }));
    const inOrder = <T>(rows: { at: number; therapyId: string; id: string; row: T }[]): T[] =>
      rows
        .toSorted(
          (a, b) =>
            b.at - a.at ||
            (a.therapyId === b.therapyId ? (a.id < b.id ? -1 : 1) : a.therapyId < b.therapyId ? -1 : 1),
        )
        .map(({ row }) => row);
    return {
      policy: policy.id,
      cessations: inOrder(
        audits.flatMap(({ therapyId, cessations, findings }) =>
          cessations.map((cessation) => ({
            at: cessation.reachedZeroAt,
            therapyId,
            id: cessation.id,
            row: JSON.parse(
              JSON.stringify({
                therapyId,
                policy: by,
                cessation,
                reservationFindings: cessation.reservations.map((reservation) => {
                  const {
                    id: of,
                    code,
                    severity,
                    confidence,
                  } = findings.find((finding) => finding.id === reservation)!;
                  return { id: of, code, severity, confidence };
                }),
                reviews: [],
              }),
            ) as object,
          })),
        ),
      ),
      findings: inOrder(
        audits.flatMap(({ therapyId, findings }) =>
          findings.map((finding) => ({
            at: finding.at,
            therapyId,
            id: finding.id,
            row: { therapyId, policy: by, finding, reviews: [] } as object,
          })),
        ),
      ),
    };
  });
}
