import fc from 'fast-check';
import { effectiveFacts, knownAt, timelineOf } from '../../src/therapy/timeline.js';
import { History, ms } from '../support/history.js';

/** A recorded alarm, which any timeline can hold; its kind tells the contents apart. */
const alarm = (name: string) => ({ alarm: name });
const replacement = (name: string, occurredAt = '2021-01-01T00:00:00Z') => ({
  type: 'PumpAlarmRaised',
  occurredAt,
  data: alarm(name),
});

class Record extends History {
  private days = 0;

  /** Each thing is recorded a day after the one before, from 2026-01-02 on. */
  override event(...args: Parameters<History['event']>): this {
    this.days += 1;
    this.recordedAt(new Date(ms('2026-01-01T00:00:00Z') + this.days * 86_400_000).toISOString());
    return super.event(...args);
  }

  corrected(id: string, corrects: string, name: string, occurredAt?: string): this {
    return this.event(
      '2025-01-01T00:00:00Z',
      'EventCorrected',
      { corrects, reason: 'slip', replacement: replacement(name, occurredAt) },
      {},
      id,
    );
  }

  voided(id: string, voids: string): this {
    return this.event('2025-01-01T00:00:00Z', 'EventVoided', { voids, reason: 'slip' }, {}, id);
  }

  /** The kinds of alarm that stand. */
  get alarms(): string[] {
    return alarmsOf(this.events);
  }
}

const alarmsOf = (events: Record['events']) =>
  timelineOf(events).acting.flatMap((fact) => (fact.type === 'PumpAlarmRaised' ? [fact.data.alarm] : []));

const record = () =>
  new Record().event('2021-01-01T00:00:00Z', 'PumpAlarmRaised', alarm('low-reservoir'), {}, 'a');

describe('corrections and voids', () => {
  it.each([
    ['nothing said', record(), ['low-reservoir']],
    ['corrected', record().corrected('c1', 'a', 'motor-stall'), ['motor-stall']],
    ['voided', record().voided('v1', 'a'), []],
    [
      'corrected twice: the latest wins',
      record().corrected('c1', 'a', 'motor-stall').corrected('c2', 'a', 'memory-reset'),
      ['memory-reset'],
    ],
    ['corrected, then voided', record().corrected('c1', 'a', 'motor-stall').voided('v1', 'a'), []],
    [
      'voided, then corrected',
      record().voided('v1', 'a').corrected('c1', 'a', 'motor-stall'),
      ['motor-stall'],
    ],
    [
      'the correction voided: what it replaced is back',
      record().corrected('c1', 'a', 'motor-stall').voided('v1', 'c1'),
      ['low-reservoir'],
    ],
    [
      'the second correction voided: the first is back',
      record().corrected('c1', 'a', 'motor-stall').corrected('c2', 'a', 'memory-reset').voided('v1', 'c2'),
      ['motor-stall'],
    ],
    [
      'the first correction voided: the second stands',
      record().corrected('c1', 'a', 'motor-stall').corrected('c2', 'a', 'memory-reset').voided('v1', 'c1'),
      ['memory-reset'],
    ],
    ['the void voided', record().voided('v1', 'a').voided('v2', 'v1'), ['low-reservoir']],
    ['the void of the void voided', record().voided('v1', 'a').voided('v2', 'v1').voided('v3', 'v2'), []],
    [
      'a void of a corrected event voided: the correction is back',
      record().corrected('c1', 'a', 'motor-stall').voided('v1', 'a').voided('v2', 'v1'),
      ['motor-stall'],
    ],
    [
      'the correction corrected',
      record().corrected('c1', 'a', 'motor-stall').corrected('c2', 'c1', 'memory-reset'),
      ['memory-reset'],
    ],
    [
      'the correction of the correction voided: the first is back',
      record().corrected('c1', 'a', 'motor-stall').corrected('c2', 'c1', 'memory-reset').voided('v1', 'c2'),
      ['motor-stall'],
    ],
    [
      'the corrected correction voided: what it replaced is back',
      record().corrected('c1', 'a', 'motor-stall').corrected('c2', 'c1', 'memory-reset').voided('v1', 'c1'),
      ['low-reservoir'],
    ],
    [
      'a correction that another has replaced is corrected: the other still stands',
      record()
        .corrected('c1', 'a', 'motor-stall')
        .corrected('c2', 'a', 'memory-reset')
        .corrected('c3', 'c1', 'other'),
      ['memory-reset'],
    ],
  ])('%s', (_, history, expected) => {
    expect(history.alarms).toEqual(expected);
  });

  it('a replacement keeps the original’s id and its place among equals', () => {
    const history = record()
      .event('2021-01-01T00:00:00Z', 'PumpAlarmRaised', alarm('other'), {}, 'b')
      .corrected('c1', 'a', 'motor-stall');
    expect(history.alarms).toEqual(['motor-stall', 'other']);
    expect(timelineOf(history.events).acting[0]).toMatchObject({ id: 'a', revision: 1, correctedBy: 'c1' });
  });

  it('a replacement moves to its own instant', () => {
    const history = record()
      .event('2021-02-01T00:00:00Z', 'PumpAlarmRaised', alarm('other'), {}, 'b')
      .corrected('c1', 'a', 'motor-stall', '2021-03-01T00:00:00Z');
    expect(history.alarms).toEqual(['other', 'motor-stall']);
  });

  it('a replacement may be of another type', () => {
    const history = record().event('2025-01-01T00:00:00Z', 'EventCorrected', {
      corrects: 'a',
      reason: 'slip',
      replacement: { type: 'MriPerformed', occurredAt: '2021-01-01', data: {} },
    });
    expect(timelineOf(history.events).acting).toMatchObject([
      { id: 'a', type: 'MriPerformed', precision: 'day', latest: ms('2021-01-01T23:59:59.999Z') },
    ]);
  });

  it('count from the instant at which they were recorded, inclusive', () => {
    const history = record()
      .corrected('c1', 'a', 'motor-stall')
      .voided('v1', 'a')
      .voided('v2', 'v1')
      .voided('v3', 'c1');
    const known = (instant: string) => alarmsOf([...knownAt(history.events, ms(instant))]);
    expect(known('2026-01-01T23:59:59.999Z')).toEqual([]);
    expect(known('2026-01-02T00:00:00Z')).toEqual(['low-reservoir']);
    expect(known('2026-01-02T23:59:59.999Z')).toEqual(['low-reservoir']);
    expect(known('2026-01-03T00:00:00Z')).toEqual(['motor-stall']);
    expect(known('2026-01-04T00:00:00Z')).toEqual([]);
    expect(known('2026-01-05T00:00:00Z')).toEqual(['motor-stall']);
    expect(known('2026-01-06T00:00:00Z')).toEqual(['low-reservoir']);
  });
});

describe('dates that are intervals', () => {
  const pump = {
    manufacturer: 'Medtronic',
    model: 'SynchroMed II',
    reservoirCapacityMl: 20,
    tubingVolumeMl: 0.2,
  };
  const refill = { drug: 'baclofen', concentrationMcgPerMl: 2000, filledVolumeMl: 18 };
  const bolus = {
    purpose: 'tolerance',
    route: 'pump',
    drug: 'baclofen',
    doseMcg: 50,
    durationMinutes: 30,
    response: 'partial',
  };
  const startsWith = (durationMinutes: number) => ({
    startsWith: { kind: 'priming', volumeMl: 0.4, durationMinutes },
  });
  const at = (history: History, id: string) =>
    timelineOf(history.events).acting.find((fact) => fact.id === id)?.at;

  it('act at their first instant', () => {
    const history = record().event('2021-01', 'PumpAlarmRaised', alarm('other'), {}, 'b');
    expect(at(history, 'b')).toBe(ms('2021-01-01T00:00:00Z'));
    expect(history.alarms).toEqual(['low-reservoir', 'other']);
  });

  it.each([
    ['recorded before it', ['2021-03', '2021-03-10T08:00:00Z'], '2021-03-10T08:00:00.001Z'],
    ['recorded after it', ['2021-03-10T08:00:00Z', '2021-03'], '2021-03-10T08:00:00.000Z'],
  ] as const)('a fill waits for the implant, %s', (_, [first, second], acts) => {
    const history = new History();
    for (const stated of [first, second])
      if (stated === '2021-03') history.event(stated, 'ReservoirRefilled', refill, {}, 'fill');
      else history.event(stated, 'PumpImplanted', pump, {}, 'pump');
    expect(new Date(at(history, 'fill')!).toISOString()).toBe(acts);
  });

  it('a program waits for the fill that waits for the implant', () => {
    const history = new History()
      .event('2021-03-10T08:00:00Z', 'PumpImplanted', pump)
      .event('2021-03-10', 'ReservoirRefilled', refill, {}, 'fill')
      .programmed('2021-03-10', 100);
    expect(timelineOf(history.events).acting.map(({ type, at }) => [type, at])).toEqual([
      ['PumpImplanted', ms('2021-03-10T08:00:00Z')],
      ['ReservoirRefilled', ms('2021-03-10T08:00:00Z')],
      ['PumpReprogrammed', ms('2021-03-10T08:00:00Z')],
    ]);
  });

  it('a second implant waits for the explant', () => {
    const history = new History()
      .event('2020-01-01T00:00:00Z', 'PumpImplanted', pump)
      .event('2021-03-10T08:00:00Z', 'PumpExplanted', { reason: 'end of service' })
      .event('2021-03-10', 'PumpImplanted', pump, {}, 'second');
    expect(at(history, 'second')).toBe(ms('2021-03-10T08:00:00Z'));
  });

  const busy = () =>
    new History()
      .event('2021-03-10T08:00:00Z', 'PumpImplanted', pump)
      .event('2021-03-10T08:00:00Z', 'ReservoirRefilled', refill);

  it('a pump bolus waits for the end of a startsWith', () => {
    const history = busy()
      .programmed('2021-03-10T08:00:00Z', 100, startsWith(90))
      .event('2021-03-10', 'BolusTestPerformed', bolus, {}, 'bolus');
    expect(at(history, 'bolus')).toBe(ms('2021-03-10T09:30:00Z'));
  });

  it('a pump bolus waits for the end of another', () => {
    const history = busy()
      .programmed('2021-03-10T08:00:00Z', 100)
      .event('2021-03-10T08:00:00Z', 'BolusTestPerformed', bolus)
      .event('2021-03-10', 'BolusTestPerformed', bolus, {}, 'bolus');
    expect(at(history, 'bolus')).toBe(ms('2021-03-10T08:30:00Z'));
  });

  it('or for the programming that ends it', () => {
    const history = busy()
      .programmed('2021-03-10T08:00:00Z', 100, startsWith(600))
      .programmed('2021-03-10T09:00:00Z', 100)
      .event('2021-03-10', 'BolusTestPerformed', bolus, {}, 'bolus');
    expect(at(history, 'bolus')).toBe(ms('2021-03-10T09:00:00Z'));
  });

  it('what is possible nowhere within them is shown, and moves nothing', () => {
    const history = new History()
      .event('2021-02', 'ReservoirRefilled', refill, {}, 'fill')
      .event('2021-03-10T08:00:00Z', 'PumpImplanted', pump);
    const { acting, impossible } = timelineOf(history.events);
    expect(acting.map(({ type }) => type)).toEqual(['PumpImplanted']);
    expect(impossible).toMatchObject([{ event: { id: 'fill' }, reason: { code: 'NO_PUMP_IN_PLACE' } }]);
  });
});

describe('of one exact instant', () => {
  const at = '2021-01-01T10:00:00Z';
  const fill = { drug: 'baclofen', concentrationMcgPerMl: 2000, filledVolumeMl: 18 };
  const reading = { alarms: ['empty-reservoir'] };
  const found = { measuredVolumeMl: 3, conclusion: 'deficit' };
  const order = (history: History) =>
    timelineOf(history.events).acting.flatMap(({ id }) => (id.startsWith('e') ? [] : [id]));
  const visit = (stated = at) =>
    new History()
      .implanted('2021-01-01T08:00:00Z')
      .event(at, 'ReservoirRefilled', fill, {}, 'fill')
      .event(stated, 'PumpInterrogated', { shows: {} }, {}, 'reading')
      .event(stated, 'ReservoirVolumeChecked', found, {}, 'measured')
      .event(stated, 'ReservoirVolumeChecked', { conclusion: 'as-expected' }, {}, 'not measured')
      .event(stated, 'PumpAlarmRaised', alarm('empty-reservoir'), {}, 'alarm')
      .event(stated, 'PumpInterrogated', reading, {}, 'alarm read');

  it('alarms and measured volumes act first, in the order in which they were recorded', () => {
    expect(order(visit())).toEqual(['measured', 'alarm', 'alarm read', 'fill', 'reading', 'not measured']);
  });

  it('but not those of a day', () => {
    const day = ['reading', 'measured', 'not measured', 'alarm', 'alarm read'];
    expect(order(visit('2021-01-01'))).toEqual([...day, 'fill']);
    const sameDay = new History()
      .event('2021-01-01', 'PumpImplanted', { manufacturer: 'm', model: 'm', reservoirCapacityMl: 20 })
      .event('2021-01-01', 'ReservoirRefilled', fill, {}, 'fill')
      .event('2021-01-01', 'PumpAlarmRaised', alarm('empty-reservoir'), {}, 'alarm');
    expect(order(sameDay)).toEqual(['fill', 'alarm']);
  });
});

describe('the order of recording', () => {
  const told = (history: History) =>
    history.running('2021-01-01T00:00:00Z', 300).events.map((event, index) => ({ ...event, minute: index }));
  const facts = [
    ...told(new History()).map(({ type, data }, index) => [index, type, data] as const),
    [10, 'PumpReprogrammed', { program: { mode: 'stopped' } }],
    [20, 'MotorStallDetected', {}],
    [30, 'MotorStallRecovered', {}],
    [40, 'PumpExplanted', { reason: 'infection' }],
    [50, 'PumpImplanted', { manufacturer: 'm', model: 'SynchroMed II', reservoirCapacityMl: 20 }],
    [60, 'ReservoirRefilled', { drug: 'morphine', concentrationMcgPerMl: 500, filledVolumeMl: 18 }],
    [70, 'MriPerformed', {}],
  ] as const;

  it('does not change the timeline of facts at distinct instants', () => {
    const timeline = (order: readonly number[]) => {
      const history = new History();
      for (const index of order) {
        const [minute, type, data] = facts[index]!;
        history.event(new Date(ms('2021-01-01T00:00:00Z') + minute * 60_000).toISOString(), type, data);
      }
      const { acting, impossible } = timelineOf(history.events);
      return [acting, impossible.map(({ event }) => event)].map((events) =>
        events.map(({ type, at, data }) => ({ type, at, data })),
      );
    };
    const inOrder = facts.map((_, index) => index);
    const expected = timeline(inOrder);
    expect(expected[1]).toEqual([]);
    fc.assert(
      fc.property(
        fc.shuffledSubarray(inOrder, { minLength: inOrder.length, maxLength: inOrder.length }),
        (order) => {
          expect(timeline(order)).toEqual(expected);
        },
      ),
    );
  });

  it('puts facts of one instant in the order in which they were recorded', () => {
    const history = record()
      .event('2021-01-01T00:00:00Z', 'PumpAlarmRaised', alarm('other'))
      .event('2020-12-31T00:00:00Z', 'PumpAlarmRaised', alarm('memory-reset'));
    expect(history.alarms).toEqual(['memory-reset', 'low-reservoir', 'other']);
    expect(effectiveFacts(history.events).map(({ revision }) => revision)).toEqual([1, 2, 3]);
  });
});
