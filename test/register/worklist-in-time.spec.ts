import fc from 'fast-check';
import { audit } from '../../src/compliance/audit.js';
import { PolicyBook, shippedPolicies } from '../../src/compliance/policies/index.js';
import type { WorklistItem } from '../../src/register/worklist.js';
import { RegisterBehind } from '../../src/register/register-behind.js';
import { type StateFound, stateIn } from '../../src/answers/doses.js';
import { viewOf } from '../../src/answers/therapy-view.js';
import type { Sealed, TherapyId } from '../../src/therapy/envelope.js';
import { sealedHistories } from '../property/sealed-histories.js';
import { History, ms } from '../support/history.js';
import { Kept, ofTherapy, only } from './support.js';
import { FULL } from '../support/full.js';

const RUNS = FULL ? 60 : 2;
const PAIRS = FULL ? 10 : 4;
const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;
const POLICY = 'strict';
const book = new PolicyBook(shippedPolicies);

const stateOf = (events: readonly Sealed[], now: number): StateFound =>
  stateIn('t' as TherapyId, viewOf(events), now, now);

/** SynchroMed II: 84 months, here seven years; no random history begins on a 29 February. */
function sevenYearsAfter(at: number): number {
  const date = new Date(at);
  return date.setUTCFullYear(date.getUTCFullYear() + 7);
}

function nextDueBy({ state: { pump, reservoir } }: StateFound, now: number) {
  if (!pump) return null;
  const isEmpty = reservoir?.emptyAt != null && reservoir.emptyAt <= now;
  const candidates: { what: string; at: number }[] = [];
  if (isEmpty) candidates.push({ what: 'empty', at: reservoir.emptyAt });
  else if (reservoir?.lowAlarmAt != null) candidates.push({ what: 'refill', at: reservoir.lowAlarmAt });
  candidates.push({ what: 'replacement', at: sevenYearsAfter(pump.implantedAt) });
  if (pump.replacementDueOn !== undefined)
    candidates.push({ what: 'replacement', at: ms(pump.replacementDueOn) + DAY });
  return candidates.toSorted((a, b) => a.at - b.at)[0] ?? null;
}

/** All that a row says, from the state and the audit as they answer when they are asked. */
function expectedOf(events: readonly Sealed[], now: number) {
  const found = stateOf(events, now);
  const { pump, reservoir, program } = found.state;
  const { findings } = audit(events, {
    policy: book.find(POLICY, now)!.policy,
    asOf: now,
    knownAt: Number.POSITIVE_INFINITY,
  });
  const count = (severity: string) => findings.filter((finding) => finding.severity === severity).length;
  return {
    activity: pump?.activity ?? null,
    capacityMl: pump?.reservoirCapacityMl ?? null,
    drug: reservoir?.drug ?? null,
    concentrationMcgPerMl: reservoir?.concentrationMcgPerMl ?? null,
    alarmMl: reservoir?.alarmVolumeMl ?? null,
    lowAlarmAt: reservoir?.lowAlarmAt ?? null,
    emptyAt: reservoir?.emptyAt ?? null,
    mode: program?.mode ?? null,
    dailyDoseMcg: program?.dailyDoseMcg ?? null,
    isTipVerified: !found.delivery.tip.because.some(
      ({ code, from, to }) => code === 'CATHETER_FAULTY' && from <= now && now < to,
    ),
    next: nextDueBy(found, now),
    open: { critical: count('critical'), warning: count('warning'), info: count('info') },
    ml: reservoir?.estimatedVolumeMl ?? null,
  };
}

function told({ found: item }: WorklistItem) {
  const { pumpSummary, toDo, levelMl } = item!;
  const { pump, reservoir, program } = pumpSummary;
  return {
    activity: pump?.activity ?? null,
    capacityMl: pump?.capacityMl ?? null,
    drug: reservoir?.drug ?? null,
    concentrationMcgPerMl: reservoir?.concentrationMcgPerMl ?? null,
    alarmMl: reservoir?.alarmMl ?? null,
    lowAlarmAt: reservoir?.lowAlarmAt ?? null,
    emptyAt: reservoir?.emptyAt ?? null,
    mode: program?.mode ?? null,
    dailyDoseMcg: program?.dailyDoseMcg ?? null,
    isTipVerified: pumpSummary.isTipVerified,
    next: toDo.next,
    open: toDo.open,
    ml: levelMl,
  };
}

/** Instants about each at which a row might change, and pairs with a minute in between. */
function instantsOf(events: readonly Sealed[], end: number): number[] {
  const { pump, reservoir } = stateOf(events, end).state;
  const first = Math.min(...events.map(({ occurredAt }) => ms(occurredAt.earliest)));
  const marks = [reservoir?.lowAlarmAt, reservoir?.emptyAt].filter((at) => at != null);
  if (pump) marks.push(sevenYearsAfter(pump.implantedAt));
  marks.push(...events.slice(-3).map(({ occurredAt }) => ms(occurredAt.latest)));
  const around = marks.flatMap((at) => [
    Math.floor(at) - 1,
    Math.floor(at),
    Math.ceil(at),
    Math.ceil(at) + 1,
  ]);
  const pairs = Array.from({ length: PAIRS }, (_, step) => {
    const at = first + Math.floor(((end - first) * 1.1 * (step + 1)) / PAIRS);
    return [at, at + MINUTE];
  });
  return [...new Set([...around, ...pairs.flat()])].filter((at) => at >= first).toSorted((a, b) => a - b);
}

let kept: Kept;
beforeEach(async () => void (kept = await Kept.open({ answerWithinMs: 0, policies: only(POLICY) })));
afterEach(() => kept.close());

const ask = () =>
  kept.register.worklist({ policy: POLICY, filter: {}, order: 'therapy', skip: 0, limit: 500 });

/** Lets the register work only where it says that it must. */
async function itemsNow(): Promise<{ items: readonly WorklistItem[]; stood: boolean }> {
  try {
    return { items: (await ask()).items, stood: true };
  } catch (error) {
    if (!(error instanceof RegisterBehind)) throw error;
    await kept.catchUp();
    return { items: (await ask()).items, stood: false };
  }
}

it(
  'a row that stands says at every instant what state and audit say then, to the millisecond',
  async () => {
    let [stood, pumps, numbered] = [0, 0, 0];
    await fc.assert(
      fc.asyncProperty(sealedHistories, async ({ events: history, end }) => {
        await kept.close();
        kept = await Kept.open({ answerWithinMs: 0, policies: only(POLICY) });
        const events = ofTherapy(`t-${(numbered += 1)}`, history);
        await kept.append(events);
        for (const now of instantsOf(events, end)) {
          kept.now = now;
          const { items, stood: isOld } = await itemsNow();
          const { ml, ...said } = told(items[0]!);
          const { ml: expectedMl, ...expected } = expectedOf(events, now);
          expect({ now, ...said }).toEqual({ now, ...expected });
          if (expectedMl === null) expect(ml).toBeNull();
          else expect(ml).toBeCloseTo(expectedMl, 9);
          if (isOld) stood += 1;
          if (said.activity !== null) pumps += 1;
        }
      }),
      { numRuns: RUNS },
    );
    // Else the register would be made anew each time, and nothing would be tested of how long a row stands.
    expect(stood).toBeGreaterThan((FULL ? 6 : 2) * RUNS);
    expect(pumps).toBeGreaterThan((FULL ? 15 : 8) * RUNS);
  },
  RUNS * 30_000,
);

it('an alarm of the battery makes the replacement due before the seven years are over', async () => {
  const history = new History('t')
    .recordedAt('2026-05-01T09:00:00Z')
    .running('2026-05-01T08:00:00Z', 5)
    .event('2026-05-10T00:00:00Z', 'PumpAlarmRaised', { alarm: 'elective-replacement' });
  await kept.append(history.events);
  const { electiveReplacementDays } = book.find(POLICY, kept.now)!.policy;
  const at = ms('2026-05-10T00:00:00Z') + electiveReplacementDays.value * DAY;
  for (const [now, next] of [
    [ms('2026-05-09T23:59:59.999Z'), { what: 'replacement', at: ms('2033-05-01T08:00:00Z') }],
    [ms('2026-05-10T00:00:00Z'), { what: 'replacement', at }],
  ] as const) {
    kept.now = now;
    expect((await itemsNow()).items[0]!.found!.toDo.next).toEqual(next);
  }
});
