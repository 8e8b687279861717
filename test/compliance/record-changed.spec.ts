import { History, ms } from '../support/history.js';
import { VISIT, found, later, running } from './findings.js';

describe('RECORD_CHANGED', () => {
  const code = 'RECORD_CHANGED';
  const asOf = '2021-03-01T00:00:00Z';
  const NURSE = { kind: 'manual' } as const;
  const voided = (history: History, voids: string, id = `void-${voids}`) =>
    history.event('2026-01-02', 'EventVoided', { voids, reason: 'a private reason' }, NURSE, id);
  const corrected = (history: History, corrects: string, type: string, at: string, data: object) =>
    history.event(
      '2026-01-02',
      'EventCorrected',
      { corrects, replacement: { type, occurredAt: at, data }, reason: 'a private reason' },
      NURSE,
      `correction-${corrects}`,
    );
  const even = (dailyDoseMcg: number) => ({ program: { mode: 'simple-continuous', dailyDoseMcg } });
  const stopped = () =>
    running(300).event(VISIT, 'PumpReprogrammed', { program: { mode: 'stopped' } }, {}, 'stop');
  const severities = (history: History) =>
    found(history, code, asOf).map(({ severity, eventIds }) => [eventIds[0], severity]);

  it('warning where a cessation went with it: what it said, who voided it, and when', () => {
    const [one, ...others] = found(voided(stopped(), 'stop'), code, asOf);
    expect(others).toEqual([]);
    expect(one).toMatchObject({ severity: 'warning', at: ms(VISIT), eventIds: ['stop', 'void-stop'] });
    expect(one!.detail).toBe(
      'PumpReprogrammed stop of 2021-02-01T10:00:00Z was voided 2026-01-01T00:00:00.000Z by test (test); ' +
        'it said: program.mode stopped; a verdict, a cessation or a critical finding went with it',
    );
  });

  it('info where nothing did', () => {
    const history = running(300).event(VISIT, 'PumpReprogrammed', even(310), {}, 'program');
    expect(found(voided(history, 'program'), code, asOf)).toMatchObject([
      { severity: 'info', eventIds: ['program', 'void-program'] },
    ]);
  });

  it('warning where a verdict became another, or a critical finding went', () => {
    // 600 to zero at once is abrupt; corrected to a step of 300 two days before it is none of both: 300 then 300.
    const abrupt = running(600)
      .event(VISIT, 'PumpReprogrammed', { program: { mode: 'stopped' } }, {}, 'stop')
      .event(later(-24 * 5), 'PumpReprogrammed', even(590), {}, 'step');
    const told = () => corrected(abrupt, 'step', 'PumpReprogrammed', later(-24 * 5), even(300));
    expect(severities(told())).toEqual([['step', 'warning']]);
    const mismatch = running(300).event(
      VISIT,
      'ReservoirRefilled',
      { drug: 'baclofen', concentrationMcgPerMl: 500, filledVolumeMl: 40 },
      {},
      'fill',
    );
    const right = { drug: 'baclofen', concentrationMcgPerMl: 2000, filledVolumeMl: 40 };
    expect(severities(corrected(mismatch, 'fill', 'ReservoirRefilled', VISIT, right))).toEqual([
      ['fill', 'warning'],
    ]);
  });

  it('info where the change added what is judged', () => {
    const history = running(300).event(VISIT, 'PumpReprogrammed', even(310), {}, 'program');
    const worse = corrected(history, 'program', 'PumpReprogrammed', VISIT, { program: { mode: 'stopped' } });
    expect(severities(worse)).toEqual([['program', 'info']]);
  });

  it('warning where what was recorded in its place hides what went', () => {
    const tapered = voided(
      running(600).event(VISIT, 'PumpReprogrammed', { program: { mode: 'stopped' } }, {}, 'stop'),
      'stop',
    )
      .event(VISIT, 'PumpReprogrammed', even(300))
      .event(later(72), 'PumpReprogrammed', { program: { mode: 'stopped' } });
    expect(severities(tapered)).toEqual([['stop', 'warning']]);
    // The same stop an hour later is judged as it was.
    const again = voided(stopped(), 'stop').event(later(1), 'PumpReprogrammed', {
      program: { mode: 'stopped' },
    });
    expect(severities(again)).toEqual([['stop', 'info']]);
    // Behind changes that change nothing.
    const many = Array.from({ length: 5 }, (_, day) => later(-24 * (day + 1)));
    const hidden = many.reduce(
      (history, on, number) => history.event(on, 'PumpReprogrammed', even(600), {}, `same-${number}`),
      running(600),
    );
    hidden.event(VISIT, 'PumpReprogrammed', { program: { mode: 'stopped' } }, {}, 'stop');
    many.forEach((on, number) => corrected(hidden, `same-${number}`, 'PumpReprogrammed', on, even(600)));
    voided(hidden, 'stop').event(VISIT, 'PumpReprogrammed', even(300));
    hidden.event(later(72), 'PumpReprogrammed', { program: { mode: 'stopped' } });
    expect(severities(hidden)).toContainEqual(['stop', 'warning']);
  });

  it('of several only those with which something went', () => {
    const history = stopped().event(later(1), 'PumpInterrogated', {}, {}, 'reading');
    const both = voided(voided(history, 'reading'), 'stop');
    expect(severities(both)).toEqual([
      ['stop', 'warning'],
      ['reading', 'info'],
    ]);
  });

  it('all of those of which only together something went', () => {
    // Stopped twice: without one of the two stops the other is judged.
    const twice = () =>
      stopped().event(VISIT, 'PumpReprogrammed', { program: { mode: 'stopped' } }, {}, 'again');
    expect(severities(voided(twice(), 'again'))).toEqual([['again', 'info']]);
    expect(severities(voided(voided(twice(), 'again'), 'stop'))).toEqual([
      ['stop', 'warning'],
      ['again', 'warning'],
    ]);
  });

  it('of more than are tried one by one, the rest as if it were theirs', () => {
    const others = ['a', 'b', 'c', 'd', 'e'];
    const history = others.reduce(
      (so, id, index) => so.event(later(index + 1), 'PumpInterrogated', {}, {}, id),
      stopped(),
    );
    voided(history, 'stop');
    for (const id of others) voided(history, id);
    expect(severities(history)).toEqual([
      ['stop', 'warning'],
      ['a', 'info'],
      ['b', 'info'],
      ['c', 'info'],
      ['d', 'warning'],
      ['e', 'warning'],
    ]);
  });

  it('an event that was changed again is one finding, with all that was said', () => {
    const back = voided(voided(stopped(), 'stop'), 'void-stop', 'void-void');
    const [one, ...others] = found(back, code, asOf);
    expect(others).toEqual([]);
    expect(one).toMatchObject({ severity: 'info', eventIds: ['stop', 'void-stop', 'void-void'] });
    expect(one!.detail).toContain('its change was voided');
    expect(one!.detail).toContain('the last of 2 changes');
  });

  it('says nothing personal of what the event said, nor its digest', () => {
    const history = running(300).event(
      VISIT,
      'PumpReprogrammed',
      { ...even(300), reason: { $sd: 'c2VjcmV0' } as never, reasonCode: 'titration' },
      {},
      'program',
    );
    const { detail } = found(voided(history, 'program'), code, asOf)[0]!;
    expect(detail).toContain('program.dailyDoseMcg 300, reasonCode titration');
    expect(detail).not.toMatch(/c2VjcmV0|reason /);
  });

  it('not of what is not of the pump, of what came in a file, or of what is still to come', () => {
    const scale = running(300).event(VISIT, 'SpasticityAssessed', { scale: 'MAS', low: '2' }, {}, 'scale');
    expect(severities(voided(scale, 'scale'))).toEqual([]);
    const inFile = stopped().event('2026-01-02', 'EventVoided', { voids: 'stop', reason: 'x' });
    expect(severities(inFile)).toEqual([]);
    expect(found(voided(stopped(), 'stop'), code, later(-1))).toEqual([]);
    const unknown = voided(stopped().recordedAt('2026-01-05T00:00:00Z'), 'stop');
    const known = unknown.audit(asOf, { knownAt: '2026-01-04T00:00:00Z' });
    expect(known.findings.filter((one) => one.code === code)).toEqual([]);
  });

  it('one that became an event of the pump by a correction is', () => {
    const scale = running(300).event(VISIT, 'MriPerformed', {}, {}, 'mri');
    expect(severities(corrected(scale, 'mri', 'PumpInterrogated', VISIT, {}))).toEqual([['mri', 'info']]);
  });
});
