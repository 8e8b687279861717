import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { EVERYTHING } from '../../src/access/reach.js';
import { DEFAULT_POLICY, type PolicyVersion, shippedPolicies } from '../../src/compliance/policies/index.js';
import { RegisterBehind } from '../../src/register/register-behind.js';
import { UnknownPolicy } from '../../src/answers/errors.js';
import { sealedHistories } from '../property/sealed-histories.js';
import { FULL } from '../support/full.js';
import { History, caseReport, ms } from '../support/history.js';
import { byAudits, everything } from './rows.js';
import { Kept, all, ofTherapy, only, running } from './support.js';

const HOUR_MS = 3_600_000;
let kept: Kept;
beforeEach(async () => void (kept = await Kept.open()));
afterEach(() => kept.close());

describe('the register', () => {
  it('holds what the audits of random therapies say, in order, whatever the size of its pages', async () => {
    const histories = fc.sample(sealedHistories, { numRuns: FULL ? 12 : 5, seed: 7 });
    const therapies = histories.map(({ events }, number) => ofTherapy(`t-${number}`, events));
    kept.now = Math.max(...histories.map(({ end }) => end));
    for (const events of therapies) await kept.append(events);
    await kept.catchUp();
    const expected = byAudits(therapies, kept.now);
    expect(expected[0]!.cessations.length).toBeGreaterThan(FULL ? 10 : 3);
    expect(expected[0]!.findings.length).toBeGreaterThan(FULL ? 50 : 20);
    expect(await everything(kept)).toEqual(expected);
    expect(await everything(kept, 7)).toEqual(expected);
  });

  it('is as of now while the time passes without events', async () => {
    const histories = fc.sample(sealedHistories, { numRuns: FULL ? 5 : 3, seed: 11 });
    const therapies = histories.map(({ events }, number) => ofTherapy(`t-${number}`, events));
    for (const events of therapies) await kept.append(events);
    const from = Math.min(...histories.map(({ start }) => start));
    for (let hours = 0; hours < 120; hours += FULL ? 7 : 23) {
      kept.now = from + hours * HOUR_MS;
      await kept.catchUp();
      expect(await everything(kept)).toEqual(byAudits(therapies, kept.now));
    }
  });

  // 40 mL of 2000 mcg/mL at 400 mcg/day are 0.2 mL/day: 0.4 mL went into the priming, 39.6 mL last 198 days.
  it('finds a reservoir dry that nobody recorded, and six hours later a cessation', async () => {
    const begun = ms('2026-05-01T08:24:00Z');
    const dry = begun + 198 * 24 * HOUR_MS;
    await kept.append(running('t-1'));
    const codes = async () =>
      (await kept.register.findings({ ...all, filter: { code: 'RESERVOIR_RAN_EMPTY' } })).items.map(
        ({ finding }) => finding.at,
      );
    const ceased = async () => (await kept.register.cessations(all)).items.map(({ cessation }) => cessation);
    const at = async (now: number) => {
      kept.now = now;
      await kept.catchUp();
    };
    await at(dry - 1);
    expect(await codes()).toEqual([]);
    kept.now = dry + 1;
    await expect(codes()).rejects.toBeInstanceOf(RegisterBehind);
    await kept.catchUp();
    expect(await codes()).toEqual([dry]);
    await at(dry + 6 * HOUR_MS - 1);
    expect(await ceased()).toEqual([]);
    await at(dry + 6 * HOUR_MS);
    expect(await ceased()).toMatchObject([{ cause: 'reservoir-empty', reachedZeroAt: dry }]);
  });

  it('filters', async () => {
    await kept.restart({ policies: only(DEFAULT_POLICY) });
    await kept.append(ofTherapy('a', caseReport('a').events));
    await kept.append(ofTherapy('b', caseReport('b').events));
    await kept.catchUp();
    const whole = (await kept.register.cessations(all)).items;
    const { items: findings } = await kept.register.findings(all);
    expect(new Set(whole.map(({ cessation }) => cessation.verdict)).size).toBeGreaterThan(1);
    for (const name of ['verdict', 'drug', 'cause'] as const)
      for (const value of new Set(whole.map(({ cessation }) => cessation[name])))
        expect((await kept.register.cessations({ ...all, filter: { [name]: value } })).items).toEqual(
          whole.filter(({ cessation }) => cessation[name] === value),
        );
    expect(await kept.register.cessations({ ...all, filter: { drug: 'lioresal' } })).toEqual(
      await kept.register.cessations({ ...all, filter: { drug: 'baclofen' } }),
    );
    const causes = findings.flatMap(({ finding }) => finding.cause ?? []);
    expect(new Set(causes).size).toBeGreaterThan(1);
    expect(new Set(causes).size).toBeLessThan(causes.length);
    for (const name of ['code', 'severity', 'cause'] as const)
      for (const value of new Set(findings.flatMap(({ finding }) => finding[name] ?? [])))
        expect((await kept.register.findings({ ...all, filter: { [name]: value } })).items).toEqual(
          findings.filter(({ finding }) => finding[name] === value),
        );
    const from = findings.at(-2)!.finding.at;
    const to = findings[3]!.finding.at;
    expect(
      (await kept.register.findings({ ...all, filter: { from, to, therapyId: 'b', severity: 'warning' } }))
        .items,
    ).toEqual(
      findings.filter(
        ({ therapyId, finding: { at, severity } }) =>
          therapyId === 'b' && at >= from && at <= to && severity === 'warning',
      ),
    );
    expect((await kept.register.findings({ ...all, filter: { therapyId: 'c' } })).items).toEqual([]);
  });

  it('neither repeats nor skips what stays while other rows come and go', async () => {
    await kept.restart({ policies: only(DEFAULT_POLICY) });
    await kept.append(ofTherapy('m', caseReport('a').events));
    await kept.catchUp();
    const before = (await kept.register.findings(all)).items;
    const half = Math.floor(before.length / 2);
    const first = (await kept.register.findings({ ...all, limit: half })).items;
    await kept.append(ofTherapy('a', caseReport('b').events));
    await kept.append(ofTherapy('z', caseReport('b').events));
    await kept.catchUp();
    const { therapyId, finding } = first.at(-1)!;
    const after = { at: finding.at, therapyId, id: finding.id };
    const rest = (await kept.register.findings({ ...all, after })).items.filter(
      (item) => item.therapyId === 'm',
    );
    expect([...first, ...rest]).toEqual(before);
  });

  it('has therapies without a pump, and none at all', async () => {
    await kept.catchUp();
    expect(await kept.register.findings(all)).toEqual({ items: [], setAside: [] });
    await kept.append(new History('t-0').registered().events);
    await kept.catchUp();
    expect(await kept.register.cessations(all)).toEqual({ items: [], setAside: [] });
  });
});

describe('policies', () => {
  const strict = shippedPolicies.find(({ policy }) => policy.id === 'strict')!;
  const later: PolicyVersion = {
    ...strict,
    sha256: 'other',
    policy: { ...strict.policy, version: '3', inForceFrom: '2026-07-01' },
  };

  it('that are unknown, or not in force, are not found', async () => {
    await kept.restart({ policies: [...shippedPolicies, later] });
    await kept.catchUp();
    const ask = (policy: string) => kept.register.findings({ ...all, policy });
    await expect(ask('nobody')).rejects.toBeInstanceOf(UnknownPolicy);
    await expect(ask('strict@3')).rejects.toThrow(/no policy strict@3 .*strict@2$/);
    expect((await ask('strict@2')).items).toEqual([]);
    kept.now = ms('2026-07-01T00:00:00Z');
    await expect(ask('strict@2')).rejects.toBeInstanceOf(UnknownPolicy);
  });

  it('come into force on their day, without an event', async () => {
    await kept.restart({ policies: [...only(DEFAULT_POLICY, 'strict'), later] });
    await kept.append(caseReport('a').events);
    const versions = async () => {
      const { items } = await kept.register.cessations({ ...all, policy: 'strict' });
      return new Set(items.map(({ policy }) => policy.version));
    };
    kept.now = ms('2026-07-01T00:00:00Z') - 1;
    await kept.catchUp();
    expect(await versions()).toEqual(new Set(['2']));
    kept.now += 1;
    await expect(versions()).rejects.toBeInstanceOf(RegisterBehind);
    await kept.catchUp();
    expect(await versions()).toEqual(new Set(['3']));
  });

  it('that changed are judged by anew, beside the old file, which answers for those that did not', async () => {
    const before = only(DEFAULT_POLICY, 'strict');
    await kept.restart({ policies: before });
    await kept.append(caseReport('a').events);
    await kept.catchUp();
    const answer = await kept.register.cessations({ ...all, policy: DEFAULT_POLICY });
    await kept.restart({
      policies: [...before, { ...later, policy: { ...later.policy, inForceFrom: '2020' } }],
    });
    expect(kept.model.isRebuilding).toBe(true);
    expect(await kept.register.cessations({ ...all, policy: DEFAULT_POLICY })).toEqual(answer);
    await expect(kept.register.cessations({ ...all, policy: 'strict' })).rejects.toBeInstanceOf(
      RegisterBehind,
    );
    await kept.catchUp();
    expect(kept.model.isRebuilding).toBe(false);
    const { items } = await kept.register.cessations({ ...all, policy: 'strict' });
    expect(new Set(items.map(({ policy }) => policy.version))).toEqual(new Set(['3']));
    expect(readdirSync(kept.readDirectory).filter((name) => name.endsWith('.db'))).toEqual(['register-8.db']);
    expect(existsSync(join(kept.readDirectory, 'register-8.db.next'))).toBe(false);
  });
});

describe('a question', () => {
  it('waits for what was acknowledged before it', async () => {
    await kept.restart({ answerWithinMs: 5_000, policies: only(DEFAULT_POLICY) });
    await kept.append(caseReport('a').events);
    const answer = kept.register.cessations(all);
    await kept.catchUp();
    expect((await answer).items.length).toBeGreaterThan(0);
  });

  it('is told how far behind a register is that is held back', async () => {
    await kept.catchUp();
    await kept.append(running('t-1'));
    await expect(kept.register.findings(all)).rejects.toMatchObject({
      members: { eventsBehind: 5, therapiesBehind: 0 },
    });
    await kept.append(new History('t-2').registered().events);
    await kept.model.step(kept.now);
    await kept.append(ofTherapy('t-3', running('t-3')));
    await expect(kept.register.findings(all)).rejects.toMatchObject({ members: { eventsBehind: 5 } });
    await kept.catchUp();
    await kept.register.findings(all);
  });

  it('is not told by how much where that would tell of therapies out of reach', async () => {
    await kept.catchUp();
    await kept.append(running('t-1'));
    for (const reach of [
      { sites: ['north'], restricted: 'none' },
      { ...EVERYTHING, restricted: 'exact' },
    ] as const)
      await expect(kept.register.findings(all, reach)).rejects.toMatchObject({
        code: 'REGISTER_BEHIND',
        message: expect.stringMatching(/^the register is behind; /) as string,
        members: undefined,
      });
  });

  it('is not kept waiting by what is recorded after it', async () => {
    await kept.append(running('t-1'));
    await kept.catchUp();
    const asked = kept.register.findings(all);
    await kept.append(running('t-2'));
    expect((await asked).items.every(({ therapyId }) => therapyId === 't-1')).toBe(true);
  });
});
