import { AuditTime } from '../../../src/compliance/audit-time.js';

const NOW = 1000;
/** What is answered at `NOW`, and until when that holds. */
const asked = (question: (time: AuditTime) => boolean): readonly [boolean, number] => {
  const time = new AuditTime(NOW);
  return [question(time), time.holdUntil];
};
const FOR_GOOD = Number.POSITIVE_INFINITY;

describe('the instant of an audit', () => {
  it.each([
    ['comes at the instant', (time: AuditTime) => time.hasCome(NOW), true, FOR_GOOD],
    ['has not come a ms before', (time: AuditTime) => time.hasCome(NOW + 1), false, NOW + 1],
    ['comes with the first whole ms', (time: AuditTime) => time.hasCome(NOW + 4.5), false, NOW + 5],
    ['passes a ms after the instant', (time: AuditTime) => time.hasPassed(NOW - 1), true, FOR_GOOD],
    ['has not passed at the instant', (time: AuditTime) => time.hasPassed(NOW), false, NOW + 1],
    ['passes with the whole ms after', (time: AuditTime) => time.hasPassed(NOW + 4.5), false, NOW + 5],
    ['a time elapses with its last ms', (time: AuditTime) => time.hasElapsed(10, NOW - 10), true, FOR_GOOD],
    ['a time has not elapsed a ms before', (time: AuditTime) => time.hasElapsed(10, NOW - 9), false, NOW + 1],
    ['a time elapses at its end', (time: AuditTime) => time.hasElapsed(10, NOW), false, NOW + 10],
    ['a time is outlasted a ms later', (time: AuditTime) => time.hasOutlasted(10, NOW - 11), true, FOR_GOOD],
    [
      'a time is not outlasted at its end',
      (time: AuditTime) => time.hasOutlasted(10, NOW - 10),
      false,
      NOW + 1,
    ],
    ['a time is outlasted after its end', (time: AuditTime) => time.hasOutlasted(10, NOW), false, NOW + 11],
  ])('%s', (_, question, answer, holdUntil) => {
    expect(asked(question)).toEqual([answer, holdUntil]);
  });

  it('holds until the first of all that was asked', () => {
    const time = new AuditTime(NOW);
    time.hasCome(NOW + 30);
    time.hasCome(NOW + 20);
    time.solve(
      () => true,
      (asOf) => asOf + 25,
    );
    expect(time.holdUntil).toBe(NOW + 20);
    time.solve(
      () => true,
      (asOf) => asOf + 15,
    );
    expect(time.holdUntil).toBe(NOW + 15);
  });
});
