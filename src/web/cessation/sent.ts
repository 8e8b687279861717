import { ProblemException } from '../../api/problems/problem.js';
import { IDEMPOTENCY_KEY } from '../../record/idempotency-key.js';

/** An empty field counts as absent. */
const given = (sent: URLSearchParams, name: string): string | undefined => sent.get(name) || undefined;

/** @throws ProblemException for what no page of the service sends */
export function keyOf(sent: URLSearchParams): string {
  const key = sent.get('key') ?? '';
  if (IDEMPOTENCY_KEY.test(key)) return key;
  throw new ProblemException(400, 'INVALID_FORM', 'This is no form of this page; open the page again.');
}

/** The signature that a form gives, as the interface for programs takes it. */
export const signatureOf = (sent: URLSearchParams): object => ({
  policy: given(sent, 'policyId'),
  policyVersion: given(sent, 'policyVersion'),
  asOf: given(sent, 'asOf'),
  knownAt: given(sent, 'knownAt'),
  auditHash: given(sent, 'auditHash'),
  meaning: given(sent, 'meaning'),
  statement: given(sent, 'statement')?.replaceAll('\r\n', '\n'),
  signer: { name: given(sent, 'name'), ...(given(sent, 'role') && { role: given(sent, 'role') }) },
});

/** The fields of the form that give it, by pointer. */
export const SIGN_FIELDS = {
  '/signer/name': 'name',
  '/signer/role': 'role',
  '/meaning': 'meaning',
  '/statement': 'statement',
} as const;

/** The review that a form gives, as the interface for programs takes it. */
export const reviewOf = (sent: URLSearchParams): object => ({
  type: 'InferenceReviewed',
  occurredAt: given(sent, 'reviewedOn'),
  data: {
    inference: given(sent, 'inference'),
    outcome: given(sent, 'outcome'),
    reason: given(sent, 'reason'),
  },
});

export const REVIEW_FIELDS = {
  '/occurredAt': 'reviewedOn',
  '/data/inference': 'inference',
  '/data/outcome': 'outcome',
  '/data/reason': 'reason',
} as const;
