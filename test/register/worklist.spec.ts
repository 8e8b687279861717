import fc from 'fast-check';
import { audit } from '../../src/compliance/audit.js';
import { shippedPolicies } from '../../src/compliance/policies/index.js';
import { shippedBook } from '../support/shipped-book.js';
import type { WorklistAsked } from '../../src/register/worklist-question.js';
import type { WorklistItem } from '../../src/register/worklist.js';
import { RegisterBehind } from '../../src/register/register-behind.js';
import { stateIn } from '../../src/answers/doses.js';
import { viewOf } from '../../src/answers/therapy-view.js';
import type { Sealed, TherapyId } from '../../src/therapy/envelope.js';
import { sealedHistories } from '../property/sealed-histories.js';
import { FULL } from '../support/full.js';
import { History, caseReport, ms } from '../support/history.js';
import { tenYearsOfFlex } from '../support/ten-years.js';
import { Kept, ofTherapy, only, running } from './support.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const asked: WorklistAsked = { filter: {}, order: 'therapy', skip: 0, limit: 500 };

let kept: Kept;
beforeEach(async () => void (kept = await Kept.open()));
afterEach(() => kept.close());

const idsOf = (items: readonly WorklistItem[]) => items.map(({ therapyId }) => therapyId);
const list = async (more: Partial<WorklistAsked> = {}) => kept.register.worklist({ ...asked, ...more });
const found = async (therapyId: string) =>
  (await list()).items.find((item) => item.therapyId === therapyId)!.found!;

/** What the state and the audit say of a therapy when they are asked. */
function expectedOf(events: readonly Sealed[], now: number, policyId: string) {
  const { state } = stateIn('t' as TherapyId, viewOf(events), now, now);
  const { policy } = shippedBook.find(policyId, now)!;
  const { findings, cessations } = audit(events, { policy, asOf: now, knownAt: Number.POSITIVE_INFINITY });
  const count = (severity: string) => findings.filter((finding) => finding.severity === severity).length;
  return {
    pump: state.pump && { model: state.pump.model, activity: state.pump.activity },
    drug: state.reservoir?.drug,
    lowAlarmAt: state.reservoir?.lowAlarmAt,
    emptyAt: state.reservoir?.emptyAt,
    dailyDoseMcg: state.program?.dailyDoseMcg,
    ml: state.reservoir?.estimatedVolumeMl,
    open: { critical: count('critical'), warning: count('warning'), info: count('info') },
    toReview: cessations.map(({ id }) => id),
  };
}

const toldOf = ({ found: item }: WorklistItem): ReturnType<typeof expectedOf> => {
  const { pumpSummary, toDo, levelMl } = item!;
  return {
    pump: pumpSummary.pump && { model: pumpSummary.pump.model, activity: pumpSummary.pump.activity },
    drug: pumpSummary.reservoir?.drug,
    lowAlarmAt: pumpSummary.reservoir?.lowAlarmAt,
    emptyAt: pumpSummary.reservoir?.emptyAt,
    dailyDoseMcg: pumpSummary.program?.dailyDoseMcg,
    ml: levelMl ?? undefined,
    open: toDo.open,
    toReview: toDo.toReview.map(({ id }) => id),
  };
};

describe('a row of the worklist', () => {
  it('says what state and audit of its therapy say, now and while the time passes, by each policy', async () => {
    const histories = fc.sample(sealedHistories, { numRuns: FULL ? 8 : 3, seed: 23 });
    const therapies = histories.map(({ events }, number) => ofTherapy(`t-${number}`, events));
    for (const events of therapies) await kept.append(events);
    const from = Math.min(...histories.map(({ start }) => start));
    let pumps = 0;
    for (let step = 0; step < 12; step += FULL ? 1 : 3) {
      kept.now = from + step * 31 * HOUR + 17 * step;
      await kept.catchUp();
      for (const { policy } of shippedPolicies) {
        const { items, matching } = await list({ policy: policy.id });
        expect(matching).toBe(therapies.length);
        items.forEach((item, number) => {
          const { ml, ...told } = toldOf(item);
          const { ml: expectedMl, ...expected } = expectedOf(therapies[number]!, kept.now, policy.id);
          expect(told).toEqual(expected);
          if (expectedMl === undefined) expect(ml).toBeUndefined();
          else expect(ml).toBeCloseTo(expectedMl, 9);
          if (told.pump) pumps += 1;
        });
      }
    }
    expect(pumps).toBeGreaterThan(FULL ? 100 : 10);
  });

  it('follows each bolus of flex mode without being made anew', async () => {
    const history = new History('flex');
    for (const { type, occurredAt, data } of tenYearsOfFlex()) history.event(occurredAt, type as never, data);
    await kept.append(history.events);
    const view = viewOf(history.events);
    // The last program of these years is of January 2024.
    const begun = ms('2024-01-03T00:00:00Z');
    for (let minutes = 0; minutes < 2 * 24 * 60; minutes += 47) {
      kept.now = begun + minutes * 60_000;
      if (minutes === 0) await kept.catchUp();
      const { levelMl } = await found('flex');
      const { state } = stateIn('flex' as TherapyId, view, kept.now, kept.now);
      expect(levelMl).toBeCloseTo(state.reservoir!.estimatedVolumeMl, 9);
    }
  });

  // 39.6 mL of 2000 mcg/mL at 400 mcg/day, alarm at 2 mL: low after 188 days, empty after 198.
  it('says what is due: the refill at the low alarm, then that it is empty', async () => {
    await kept.append(running('t-1'));
    const begun = ms('2026-05-01T08:24:00Z');
    const next = async (now: number) => {
      kept.now = now;
      await kept.catchUp();
      return (await found('t-1')).toDo.next;
    };
    const refill = { what: 'refill', at: begun + 188 * DAY };
    expect(await next(begun + DAY)).toEqual(refill);
    expect(await next(refill.at + DAY)).toEqual(refill);
    expect(await next(begun + 198 * DAY + 1)).toEqual({ what: 'empty', at: begun + 198 * DAY });
    expect((await found('t-1')).pumpSummary.pump!.activity).toBe('reservoir-empty');
    expect((await found('t-1')).levelMl).toBe(0);
  });

  it('says when the pump is to be replaced where that comes first', async () => {
    const history = new History('t-1')
      .registered()
      .implanted('2026-05-01T08:00:00Z', { replacementDueOn: '2026-06-30' })
      .filled('2026-05-01T08:10:00Z')
      .programmed('2026-05-01T08:20:00Z', 100);
    await kept.append(history.events);
    kept.now = ms('2026-05-02T00:00:00Z');
    await kept.catchUp();
    expect((await found('t-1')).toDo.next).toEqual({ what: 'replacement', at: ms('2026-07-01T00:00:00Z') });
    // SynchroMed II: 84 months.
    await kept.append(
      ofTherapy(
        't-2',
        new History('t-2').registered().implanted('2026-05-01T08:00:00Z', { model: 'SynchroMed II' }).events,
      ),
    );
    await kept.catchUp();
    expect((await found('t-2')).toDo.next).toEqual({ what: 'replacement', at: ms('2033-05-01T08:00:00Z') });
  });

  it('counts what nobody has reviewed, signed or refused', async () => {
    await kept.restart({ policies: only('case-report-2024', 'strict') });
    const history = caseReport('a');
    await kept.append(ofTherapy('a', history.events));
    kept.now = ms('2021-09-01T00:00:00Z');
    await kept.catchUp();
    const before = (await found('a')).toDo;
    expect(before.toReview.length).toBe(3);
    const { policy } = shippedBook.find('case-report-2024', kept.now)!;
    const { findings, cessations } = audit(history.events, {
      policy,
      asOf: kept.now,
      knownAt: Number.POSITIVE_INFINITY,
    });
    const critical = findings.find(({ severity }) => severity === 'critical')!;
    const review = (inference: string) => ({ inference, outcome: 'confirmed', reason: 'looked at' });
    history.event('2021-09-01', 'InferenceReviewed', review(critical.id));
    history.event('2021-09-01', 'InferenceReviewed', review(cessations[1]!.id));
    await kept.append(ofTherapy('a', history.events).slice(-2));
    await kept.catchUp();
    const after = (await found('a')).toDo;
    expect(after.open).toEqual({ ...before.open, critical: before.open.critical - 1 });
    expect(after.toReview).toEqual([before.toReview[0], before.toReview[2]]);

    const signed = (meaning: string, policyId: string, asOf: string) => ({
      policy: policyId,
      policyVersion: shippedBook.find(policyId, 0)!.policy.version,
      asOf,
      knownAt: '2026-01-01T00:00:00Z',
      auditHash: 'a'.repeat(64),
      factsHash: 'b'.repeat(64),
      release: 'pump-ledger 0.1.0',
      meaning,
      statement: 'read',
      signer: { name: 'A. Reader' },
      authenticated: false,
    });
    const left = async (...signature: [string, string, string]) => {
      history.event('2021-09-01', 'AuditSigned', signed(...signature));
      await kept.append(ofTherapy('a', history.events).slice(-1));
      await kept.catchUp();
      return (await found('a')).toDo.toReview.map(({ drug }) => drug);
    };
    expect(await left('rejected', 'case-report-2024', '2021-09-01T00:00:00Z')).toEqual([
      'baclofen',
      'morphine',
    ]);
    expect(await left('approved', 'strict', '2021-09-01T00:00:00Z')).toEqual(['baclofen', 'morphine']);
    // As of a day before morphine ended: that cessation nobody has seen.
    expect(await left('reviewed', 'case-report-2024', '2021-04-01T00:00:00Z')).toEqual(['morphine']);
    expect(await left('approved', 'case-report-2024', '2021-09-01T00:00:00Z')).toEqual([]);
  });

  it('of a therapy whose audit fails says so, and comes first', async () => {
    await kept.append(running('t-1'));
    const [first, ...others] = running('t-0');
    await kept.append([first!, { ...others[0]!, data: null } as unknown as Sealed]);
    await kept.catchUp();
    expect(kept.setAside).toEqual(['t-0']);
    const { items, summary } = await list({ order: 'attention' });
    expect(items[0]).toEqual({
      therapyId: 't-0',
      setAside: { therapyId: 't-0', since: kept.now, reason: expect.stringContaining('TypeError') },
    });
    expect(items[1]!.found).toBeDefined();
    expect(summary).toMatchObject({ therapies: 2, setAside: 1 });
  });
});

describe('the worklist', () => {
  const names = ['anna', 'Bert', 'carl_1', 'carl-2', 'dora.x', 'emil'];
  beforeEach(async () => {
    for (const [index, name] of names.entries()) {
      const history = new History(name).registered();
      if (index > 0)
        history
          .implanted(`2026-05-0${index}T08:00:00Z`)
          .filled(
            `2026-05-0${index}T08:10:00Z`,
            index === 4 ? 10_000 : 2000,
            40,
            index === 4 ? 'morphine' : 'baclofen',
          )
          .programmed(`2026-05-0${index}T08:20:00Z`, 100 * index);
      await kept.append(history.events);
    }
    kept.now = ms('2026-05-20T00:00:00Z');
    await kept.catchUp();
  });

  it('is found by any part of the name, taken as it is written', async () => {
    const search = async (text: string) => idsOf((await list({ filter: { search: text } })).items);
    expect(await search('CARL')).toEqual(['carl-2', 'carl_1']);
    expect(await search('l_1')).toEqual(['carl_1']);
    expect(await search('a.')).toEqual(['dora.x'].filter((name) => name.includes('a.')));
    for (const hostile of ['%', "'", '"; DROP TABLE worklist; --', '\\', 'a%', '<script>'])
      expect(await search(hostile)).toEqual([]);
    expect((await list()).matching).toBe(names.length);
  });

  it('is in each order, in pages without gap or repeat', async () => {
    for (const order of ['attention', 'due', 'last', 'therapy'] as const) {
      const { items } = await list({ order });
      expect(items).toHaveLength(names.length);
      const paged = [];
      for (let skip = 0; skip < names.length; skip += 2)
        paged.push(...(await list({ order, skip, limit: 2 })).items);
      expect(paged).toEqual(items);
      const toDos = items.map(({ found: item }) => item!.toDo);
      const dues = toDos.map(({ next }) => next?.at ?? Number.POSITIVE_INFINITY);
      const worst = toDos.map(({ open }) => (open.critical ? 3 : open.warning ? 2 : open.info ? 1 : 0));
      const lasts = items.map(({ found: item }) => item!.pumpSummary.lastAt!);
      if (order === 'due') expect(dues).toEqual(dues.toSorted((a, b) => a - b));
      if (order === 'last') expect(lasts).toEqual(lasts.toSorted((a, b) => b - a));
      if (order === 'attention') expect(worst).toEqual(worst.toSorted((a, b) => b - a));
      if (order === 'therapy') expect(idsOf(items)).toEqual(names.toSorted());
    }
  });

  it('filters, and counts what matches', async () => {
    const { items, summary, drugs } = await list();
    expect(drugs).toEqual(['baclofen', 'morphine']);
    const filters: readonly [WorklistAsked['filter'], (item: Required<WorklistItem>['found']) => boolean][] =
      [
        [{ drug: 'morphine' }, ({ pumpSummary }) => pumpSummary.reservoir?.drug === 'morphine'],
        [{ activity: 'no-pump' }, ({ pumpSummary }) => pumpSummary.pump === null],
        [{ activity: 'running' }, ({ pumpSummary }) => pumpSummary.pump?.activity === 'running'],
        [{ severity: 'warning' }, ({ toDo }) => toDo.open.critical + toDo.open.warning > 0],
        [{ toReview: true }, ({ toDo }) => toDo.toReview.length > 0],
        [{ dueInDays: 170 }, ({ toDo }) => toDo.next !== null && toDo.next.at <= kept.now + 170 * DAY],
        [
          { drug: 'baclofen', dueInDays: 170, search: 'carl' },
          ({ pumpSummary, toDo }) =>
            pumpSummary.reservoir?.drug === 'baclofen' && toDo.next!.at <= kept.now + 170 * DAY,
        ],
      ];
    for (const [filter, matches] of filters) {
      const told = await list({ filter });
      const expected = items.filter(
        ({ therapyId, found: item }) => matches(item!) && therapyId.includes(filter.search ?? ''),
      );
      expect(idsOf(told.items)).toEqual(idsOf(expected));
      expect(told.matching).toBe(expected.length);
      expect(told.summary).toEqual(summary);
    }
    expect((await list({ filter: { drug: 'morphine' } })).matching).toBe(1);
    expect((await list({ filter: { dueInDays: 170 } })).matching).toBeGreaterThan(0);
    expect(summary.therapies).toBe(names.length);
  });

  it('waits for what was acknowledged before it is asked', async () => {
    await kept.append(running('new'));
    await expect(list()).rejects.toBeInstanceOf(RegisterBehind);
    await kept.catchUp();
    expect(idsOf((await list()).items)).toContain('new');
  });
});
