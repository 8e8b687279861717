import { PROBLEMS } from '../../src/api/problems/catalogue.js';
import { problemOf } from '../../src/api/problems/problem-of.js';
import { FAULTS } from '../../src/faults/catalogue.js';
import { StoreUnavailable, WrongExpectedRevision } from '../../src/event-store/port.js';
import { RevisionMismatch } from '../../src/record/errors.js';
import { Refusal } from '../../src/therapy/decider.js';

const told = (error: unknown) => {
  const problem = problemOf(error);
  return [problem.getStatus(), problem.code, problem.detail, problem.extra];
};

describe('the catalogue of problems', () => {
  it('has each code once at a status, each with a sentence that says what to do', () => {
    const all = PROBLEMS.map(({ status, code }) => `${status} ${code}`);
    expect(new Set(all).size).toBe(all.length);
    for (const { whatToDo } of PROBLEMS) expect(whatToDo).toMatch(/^[A-Z].*\.$/);
  });

  it('has every fault', () => {
    const codes = new Set(PROBLEMS.map(({ code }) => code));
    for (const code of Object.values(FAULTS).flatMap((of) => Object.keys(of))) expect(codes).toContain(code);
  });
});

describe('a fault as a problem', () => {
  it('says where the body is wrong', () => {
    expect(told(new Refusal('NO_PROGRAM', 'must be so', '/type'))).toEqual([
      422,
      'NO_PROGRAM',
      '/type must be so.',
      { errors: [{ pointer: '/type', detail: 'must be so' }], headers: {} },
    ]);
  });

  it('gives the revision as an ETag', () => {
    expect(told(new RevisionMismatch(7))).toEqual([
      412,
      'REVISION_MISMATCH',
      'The therapy is at revision 7; read it again before you decide.',
      { headers: { etag: '"7"' } },
    ]);
  });

  it('tells clients to come again, and the operator alone why', () => {
    const retry = { headers: { 'retry-after': '1' } };
    expect(told(new StoreUnavailable('disk full'))).toEqual([
      503,
      'STORE_UNAVAILABLE',
      'The event log cannot be reached; nothing was acknowledged, and to send it again is safe.',
      retry,
    ]);
    expect(told(new WrongExpectedRevision('t', 1, 2))).toEqual([
      503,
      'TOO_MANY_WRITERS',
      'Others were faster at every attempt; send it again.',
      retry,
    ]);
  });

  it('is nothing that nobody foresaw', () => {
    expect(told(new Error('secret')).slice(0, 2)).toEqual([500, 'INTERNAL_ERROR']);
  });
});
