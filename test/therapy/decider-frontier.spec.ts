import fc from 'fast-check';
import { type Frontier, Refusal, decide, evolve, frontierOf } from '../../src/therapy/decider.js';
import type { EventId } from '../../src/therapy/envelope.js';
import type { RecordableName } from '../../src/therapy/events/index.js';
import { ms } from '../support/history.js';
import {
  NOW,
  type When,
  type Told,
  contentOf,
  so,
  pump,
  refill,
  continuous,
  stopped,
  priming,
  bolus,
  byPort,
  byPump,
  morphine,
  takenOver,
  day,
  registered,
} from './deciding.js';
import { FULL } from '../support/full.js';

describe('the frontier', () => {
  const at = fc
    .integer({ min: 0, max: 200 })
    .map((hours) => new Date(ms(day('01-01')) + hours * 3_600_000).toISOString());
  const when = fc.oneof<fc.Arbitrary<When>[]>(
    at,
    at.map((instant) => instant.slice(0, 10)),
    fc.tuple(at, at).map(([a, b]) => (a < b ? { earliest: a, latest: b } : { earliest: b, latest: a })),
  );
  const fact = fc.oneof(
    fc.constantFrom<[RecordableName, object][]>(
      ['PumpImplanted', pump],
      ['PumpExplanted', { reason: 'end of service' }],
      ['ReservoirRefilled', refill()],
      ['DrugSwitched', morphine],
      ['PumpReprogrammed', continuous(100)],
      ['PumpReprogrammed', continuous(100, priming(600))],
      ['PumpReprogrammed', stopped],
      ['BolusTestPerformed', bolus(120)],
      ['BolusTestPerformed', bolus(1200)],
      ['PumpReplaced', { reason: 'end of service', pump }],
      ['TherapyTakenOver', takenOver()],
      ['TherapyEnded', { reason: 'transferred' }],
      ['ReservoirEmptied', {}],
      ['BolusGiven', byPump],
      ['BolusGiven', byPort],
      ['CatheterImplanted', { model: '8731SC' }],
      ['PumpInterrogated', { alarms: ['motor-stall'], shows: { stoppedSince: day('01-05') } }],
      ['PumpAlarmRaised', { alarm: 'other' }],
    ),
  );
  const meta = fc.record({ target: fc.nat(), isVoid: fc.boolean(), when, fact });

  it('knows that an explant acts before the implant of its date, though it was recorded after it', () => {
    const history = registered().event('2021-03-10', 'PumpImplanted', pump);
    const before = frontierOf(history.events);
    history.event('2021-03-10', 'PumpExplanted', { reason: 'end of service' });
    const frontier = evolve(before, history.events.at(-1)!, history.events);
    expect(frontier).toEqual(frontierOf(history.events));
    // Without a pump before it what was put in that day is what was taken out.
    expect(frontier).toMatchObject({ situation: { kind: 'no-pump' } });

    history.event('2018-03-10', 'PumpImplanted', pump);
    expect(evolve(frontier, history.events.at(-1)!, history.events)).toMatchObject({
      situation: { kind: 'in-place' },
    });
  });

  it('that grows with each event is the one from scratch, and decides the same', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(when, fact, fc.option(meta, { freq: 5 })), { maxLength: 25 }),
        (steps) => {
          const history = registered();
          let frontier = frontierOf(history.events);
          for (const [stated, [type, data], about] of steps) {
            const { events } = history;
            const target = about && events[about.target % events.length]!.id;
            const told: Told = !about
              ? [stated, type, data]
              : about.isVoid
                ? [day('12-01'), 'EventVoided', { voids: target, reason: 'slip' }]
                : [
                    day('12-01'),
                    'EventCorrected',
                    {
                      corrects: target,
                      reason: 'slip',
                      replacement: { type: about.fact[0], occurredAt: about.when, data: about.fact[1] },
                    },
                  ];
            const command = { id: `n${events.length}` as EventId, content: contentOf(told), now: ms(NOW) };
            const outcome = (from: Frontier) => {
              try {
                decide(command, so(events, from));
                return 'recorded';
              } catch (error) {
                return (error as Refusal).code;
              }
            };
            expect(outcome(frontier)).toBe(outcome({ kind: 'open' }));
            if (outcome(frontier) !== 'recorded') continue;
            history.event(told[0], told[1], told[2], {}, command.id);
            frontier = evolve(frontier, history.events.at(-1)!, history.events);
            expect(frontier).toEqual(frontierOf(history.events));
          }
        },
      ),
      { numRuns: FULL ? 5000 : 500 },
    );
  });
});
