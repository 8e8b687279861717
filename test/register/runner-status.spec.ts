import type { Report } from '../../src/register/runner/messages.js';
import { type LogEnd, RunnerStatus } from '../../src/register/runner/runner-status.js';

const position = (number: number) => String(number).padStart(4, '0');
const end = (count: number): LogEnd => ({ count, position: count === 0 ? undefined : position(count) });
const report = (taken: number, more: Partial<Report> = {}): Report => ({
  therapies: 0,
  events: 0,
  setAside: 0,
  firstSetAside: [],
  isRebuilding: false,
  taken,
  ...(taken > 0 && { position: position(taken) }),
  ...more,
});

const SECOND = 1_000;

it('catches up, and is up to date with a log that stands still', () => {
  const standing = new RunnerStatus(0);
  expect(standing.look(SECOND, end(9))).toEqual([]);
  expect([standing.unread, standing.eventsBehind, standing.behindMs]).toEqual([9, 9, SECOND]);
  standing.reported(report(4, { therapies: 2, events: 3, noted: position(2) }));
  expect(standing.look(2 * SECOND, end(9))).toEqual([]);
  expect([standing.unread, standing.eventsBehind, standing.behindMs]).toEqual([5, 8, 2 * SECOND]);
  standing.reported(report(9));
  expect(standing.look(3 * SECOND, end(9))).toEqual(['caught-up']);
  expect([standing.isUpToDate, standing.unread, standing.behindMs]).toEqual([true, 0, 0]);
  expect(standing.look(500 * SECOND, end(9))).toEqual([]);
  expect([standing.isUpToDate, standing.behindMs]).toEqual([true, 0]);
});

it('falls behind after more than five seconds, and says so once', () => {
  const standing = new RunnerStatus(0);
  standing.reported(report(3));
  expect(standing.look(SECOND, end(3))).toEqual(['caught-up']);
  const said = [2, 3, 4, 5, 6, 7, 8, 9].map((at) => standing.look(at * SECOND, end(4)));
  expect(said).toEqual([[], [], [], [], [], ['fell-behind'], [], []]);
  expect([standing.isLive, standing.unread, standing.behindMs]).toEqual([false, 1, 8 * SECOND]);
  standing.reported(report(4));
  expect(standing.look(10 * SECOND, end(4))).toEqual(['caught-up']);
});

it('is as far behind as it takes, not for as long as others write', () => {
  const standing = new RunnerStatus(0);
  standing.reported(report(0));
  standing.look(0, end(0));
  // An event a second, each known a second later: there is never nothing left.
  for (let at = 1; at < 100; at += 1) {
    standing.reported(report(at, { therapies: 1, events: 1, noted: position(at) }));
    expect(standing.look(at * SECOND, end(at + 1))).toEqual([]);
    expect(standing.isUpToDate).toBe(false);
    expect(standing.behindMs).toBeLessThanOrEqual(4 * SECOND);
  }
});

it.each<[string, Partial<Report>]>([
  ['therapies wait to be audited', { therapies: 1 }],
  ['it is made anew', { isRebuilding: true }],
])('is not up to date while %s', (_, more) => {
  const standing = new RunnerStatus(0);
  standing.reported(report(3, more));
  standing.look(SECOND, end(3));
  expect(standing.isUpToDate).toBe(false);
});

it('is not up to date when its thread cannot read, or is no more, though the log is as it was', () => {
  const standing = new RunnerStatus(0);
  standing.reported(report(3));
  standing.look(SECOND, end(3));
  standing.reads(false);
  expect(standing.look(20 * SECOND, end(3))).toEqual(['fell-behind']);
  standing.reads(true);
  expect(standing.look(21 * SECOND, end(3))).toEqual(['caught-up']);
  standing.ended();
  expect(standing.look(22 * SECOND, end(3))).toEqual([]);
  expect(standing.isUpToDate).toBe(false);
});

describe('where the log grows', () => {
  it('stands still when nothing is done for half a minute, says so once, and when it goes on', () => {
    const standing = new RunnerStatus(0);
    standing.reported(report(3));
    standing.look(SECOND, end(3));
    const said = [];
    for (let at = 2; at <= 60; at += 1)
      for (const change of standing.look(at * SECOND, end(3 + at))) said.push([change, at]);
    // It last knew everything at 1 s.
    expect(said).toEqual([
      ['fell-behind', 7],
      ['stands-still', 31],
    ]);
    expect(standing.stillMs).toBe(59 * SECOND);
    standing.reported(report(10));
    expect(standing.look(61 * SECOND, end(63))).toEqual(['goes-on']);
    expect(standing.stillMs).toBeUndefined();
  });

  it('does not stand still while it goes on, however slowly, nor while nothing is left', () => {
    const standing = new RunnerStatus(0);
    for (let at = 1; at <= 200; at += 1) {
      if (at % 20 === 0) standing.reported(report(at / 20));
      expect(standing.look(at * SECOND, end(1_000))).toEqual([]);
    }
    const idle = new RunnerStatus(0);
    idle.reported(report(5));
    idle.look(SECOND, end(5));
    expect(idle.look(900 * SECOND, end(5))).toEqual([]);
  });

  it('stands still also when the thread never said anything', () => {
    const standing = new RunnerStatus(0);
    standing.look(SECOND, end(1));
    expect(standing.look(31 * SECOND, end(1))).toEqual(['stands-still']);
  });
});
