import fc from 'fast-check';
import { gapsOf } from '../../src/compliance/gaps/gaps.js';
import type { Finding } from '../../src/compliance/rules/finding.js';
import type { EventId } from '../../src/therapy/envelope.js';
import { History } from '../support/history.js';
import { VISIT, later, running } from './findings.js';

const asOf = '2021-04-01T00:00:00Z';
const gapsIn = (history: History) => gapsOf(history.audit(asOf));

describe('the gaps of an audit', () => {
  it('none where everything is recorded', () => {
    expect(gapsIn(running(100).filled('2021-03-30T00:00:00Z'))).toEqual([]);
  });

  it('one unknown catheter length is one gap, with all that rests on it and the field that settles it', () => {
    // 0.1 mL/day through at most 0.229 + 0.2 mL: on the day of the switch no bridge clears what the tip still gives.
    const history = new History()
      .registered()
      .implanted('2021-01-01T00:00:00Z', {}, { model: '8731SC', volumeMl: undefined })
      .filled('2021-01-01T00:00:00Z')
      .programmed('2021-01-01T00:00:00Z', 200)
      .switched(VISIT, ['baclofen', 2000], ['morphine', 2000])
      .programmed(VISIT, 200);
    const audit = history.audit(asOf);
    const gaps = gapsOf(audit).filter(({ code }) => code === 'CATHETER_TAKEN_AS_UNTRIMMED');
    expect(gaps).toMatchObject([
      { settledBy: { eventType: 'CatheterImplanted', field: '/data/implantedLengthCm' } },
    ]);
    const [cessation] = audit.cessations;
    const overlapping = audit.findings.find(({ code }) => code === 'OVERLAPPING_DRUGS')!;
    expect(gaps[0]!.blocks).toEqual(expect.arrayContaining([cessation!.id, overlapping.id]));
    expect(new Set(gaps[0]!.blocks).size).toBe(gaps[0]!.blocks.length);
  });

  it('a tubing volume that is missing asks for the pump’s, a catheter’s for the catheter’s', () => {
    const history = new History()
      .registered()
      .implanted(
        '2021-01-01T00:00:00Z',
        { model: 'of another maker', tubingVolumeMl: undefined },
        { model: 'home-made', volumeMl: undefined },
      );
    expect(gapsIn(history).filter(({ code }) => code === 'PATH_VOLUME_UNKNOWN')).toMatchObject([
      { settledBy: { eventType: 'PumpImplanted', field: '/data/tubingVolumeMl' } },
      { settledBy: { eventType: 'CatheterImplanted', field: '/data/volumeMl' } },
    ]);
  });

  it('what is not decided for want of a record is one, and says which event would decide it', () => {
    // 40 mL at 1 mL/day are dry after 40 days; nothing is recorded since the program.
    const history = running(2000);
    const audit = history.audit('2021-04-01T00:00:00Z');
    const gap = gapsOf(audit).find(({ code }) => code === 'AFTER_LAST_RECORD')!;
    expect(gap.settledBy).toEqual({
      text: 'interrogate the pump',
      eventType: 'PumpInterrogated',
      field: '/data/shows',
    });
    expect(gap.blocks).toContain(audit.cessations[0]!.id);
  });

  it('dates that are intervals are one gap, with the cessation that they leave open', () => {
    const history = running(300)
      .programmed({ earliest: '2021-02-01T00:00:00Z', latest: '2021-02-05T00:00:00Z' }, 150)
      .programmed({ earliest: '2021-02-03T00:00:00Z', latest: '2021-02-07T00:00:00Z' }, 0);
    const audit = history.audit(asOf);
    expect(audit.cessations[0]!.verdict).toBe('undetermined');
    expect(gapsOf(audit).filter(({ code }) => code.startsWith('DATES'))).toMatchObject([
      { code: 'DATES_ARE_INTERVALS', settledBy: { field: '/occurredAt' } },
    ]);
    expect(gapsOf(audit)[0]!.blocks).toContain(audit.cessations[0]!.id);
  });

  it('a definite verdict is blocked by nothing', () => {
    const audit = running(300)
      .programmed(VISIT, 0)
      .programmed(later(24 * 30), 0)
      .audit(asOf);
    expect(audit.cessations[0]!.verdict).toBe('abrupt');
    expect(gapsOf(audit).flatMap(({ blocks }) => blocks)).not.toContain(audit.cessations[0]!.id);
  });
});

describe('the shape of the gaps', () => {
  const finding = (id: string, more: Partial<Finding>): Finding => ({
    id,
    code: 'RESERVOIR_RAN_EMPTY',
    severity: 'critical',
    at: 0,
    sites: [],
    detail: id,
    confidence: 'likely',
    eventIds: [],
    ...more,
  });

  it('a finding that names another as its cause hangs on its gap, wherever it stands', () => {
    const caused = finding('caused', { code: 'TUBE_SET_RISK', cause: 'dry', settledBy: 'x' });
    const dry = finding('dry', { settledBy: 'the volume found' });
    const other = finding('other', { settledBy: 'the volume found', at: 10 });
    const gaps = gapsOf({ assumptions: [], cessations: [], findings: [caused, dry, other] });
    expect(gaps).toMatchObject([
      { code: 'EMPTY_NOT_CONFIRMED', blocks: ['dry', 'caused'] },
      { code: 'EMPTY_NOT_CONFIRMED', blocks: ['other'] },
    ]);
  });

  it('findings of one fact are one gap; an assumption about the same fact is another', () => {
    const assumptions = [
      { code: 'RESIDUAL_LEFT_OUT', detail: 'x', eventIds: ['switch' as EventId] },
    ] as const;
    const bridge = finding('bridge', {
      code: 'BRIDGE_NOT_RECORDED',
      cause: 'switch',
      settledBy: 'the bridge',
    });
    const overlap = finding('overlap', { code: 'OVERLAPPING_DRUGS', cause: 'switch' });
    const gaps = gapsOf({ assumptions, cessations: [], findings: [overlap, bridge] });
    expect(gaps).toMatchObject([
      { code: 'RESIDUAL_LEFT_OUT', blocks: [] },
      { code: 'BRIDGE_NOT_RECORDED', blocks: ['bridge', 'overlap'] },
    ]);
  });

  it('a zero that is not confirmed hangs on the emptying of its instant alone', () => {
    const tip = { reachedZeroAt: null, residualMcg: null, verdict: 'undetermined', reasons: [] } as const;
    const reasons = [{ code: 'EMPTY_NOT_CONFIRMED', detail: 'nothing says that it was' }];
    const cessations = [{ id: 'zero', reachedZeroAt: 10_000, reasons, tip }];
    const findings = [
      finding('first', { settledBy: 'x', at: 0 }),
      finding('second', { settledBy: 'x', at: 10_000 }),
    ];
    expect(gapsOf({ assumptions: [], cessations, findings }).map(({ blocks }) => blocks)).toEqual([
      ['first'],
      ['second', 'zero'],
    ]);
    expect(gapsOf({ assumptions: [], cessations, findings: [] })).toMatchObject([
      { code: 'EMPTY_NOT_CONFIRMED', blocks: ['zero'] },
    ]);
  });

  it('every finding that asks for something is in some gap, and no gap names anything else', () => {
    const text = fc.constantFrom('interrogate the pump', 'a', 'b');
    const one = fc.record({
      settledBy: fc.option(text, { nil: undefined }),
      cause: fc.constantFrom('f0', 'e', undefined),
    });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 8 }), (drawn) => {
        const findings = drawn.map((more, index) => finding(`f${index}`, more));
        const blocked = gapsOf({ assumptions: [], cessations: [], findings }).flatMap(({ blocks }) => blocks);
        const asking = findings.filter(({ settledBy }) => settledBy !== undefined);
        for (const { id } of asking) expect(blocked).toContain(id);
        for (const id of blocked) expect(findings.map((each) => each.id)).toContain(id);
      }),
    );
  });
});
