import { ms } from '../support/history.js';
import { VISIT, found, later, running } from './findings.js';

describe('CATHETER_FAULT_FOUND', () => {
  const code = 'CATHETER_FAULT_FOUND';

  it('from the last good study until the replacement', () => {
    const history = running(300)
      .event('2021-01-20T00:00:00Z', 'CatheterStudied', { method: 'x-ray', finding: 'patent' })
      .event(VISIT, 'CatheterStudied', { method: 'ct', finding: 'leak' }, {}, 'study');
    expect(found(history, code)).toMatchObject([{ severity: 'warning', at: ms(VISIT), eventIds: ['study'] }]);
    expect(found(history, code)[0]!.detail).toMatch(/ct found: leak; from 2021-01-20.* until it is replaced/);
    history.event(later(24), 'CatheterReplaced', { reason: 'leak', catheter: { model: '8731SC' } });
    expect(found(history, code)[0]!.detail).toContain('until it was replaced 2021-02-02');
    // As of the day between, what is known of later changes no word.
    expect(found(history, code, later(1))[0]!.detail).toContain('until it is replaced');
    expect(found(history, code, later(-1))).toEqual([]);
  });

  it.each(['patent', 'inconclusive'])('not when it was %s', (finding) => {
    expect(found(running(300).event(VISIT, 'CatheterStudied', { method: 'ct', finding }), code)).toEqual([]);
  });
});

describe('CATHETER_OCCLUSION_POSSIBLE', () => {
  const code = 'CATHETER_OCCLUSION_POSSIBLE';
  const failed = (history = running(300)) =>
    history.event(VISIT, 'CatheterAspirated', { success: false }, {}, 'failed');

  it('an aspiration without success', () => {
    expect(found(failed(), code)).toMatchObject([
      { severity: 'warning', confidence: 'possible', at: ms(VISIT), eventIds: ['failed'] },
    ]);
    expect(found(running(300).event(VISIT, 'CatheterAspirated', { success: true }), code)).toEqual([]);
  });

  it('likely after more was found in the reservoir than expected', () => {
    // 0.15 mL/day from New Year and 0.4 mL primed: some 35 mL are left.
    const measured = (measuredVolumeMl: number) =>
      failed(
        running(300).event(
          later(-1),
          'ReservoirVolumeChecked',
          { conclusion: 'excess', measuredVolumeMl },
          {},
          'check',
        ),
      );
    expect(found(measured(39), code)).toMatchObject([
      { confidence: 'likely', eventIds: ['failed', 'check'] },
    ]);
    expect(found(measured(35), code)).toMatchObject([{ confidence: 'possible' }]);
    expect(found(measured(31), code)).toMatchObject([{ confidence: 'possible' }]);
  });

  it('what was measured with another pump or catheter says nothing', () => {
    const history = running(300)
      .event(later(-2), 'ReservoirVolumeChecked', { conclusion: 'excess', measuredVolumeMl: 39 })
      .event(later(-1), 'CatheterReplaced', { reason: 'occlusion', catheter: { model: '8731SC' } });
    expect(found(failed(history), code)).toMatchObject([{ confidence: 'possible', eventIds: ['failed'] }]);
  });

  it('settled by what showed the same catheter open later', () => {
    const patent = (method: string) =>
      failed().event(later(2), 'CatheterStudied', { method, finding: 'patent' });
    expect(found(patent('contrast-myelography'), code)).toEqual([]);
    expect(found(patent('x-ray'), code)).toHaveLength(1);
    expect(found(failed().event(later(2), 'CatheterAspirated', { success: true }), code)).toEqual([]);
    const replaced = failed()
      .event(later(1), 'CatheterReplaced', { reason: 'occlusion', catheter: { model: '8731SC' } })
      .event(later(2), 'CatheterAspirated', { success: true });
    expect(found(replaced, code)).toHaveLength(1);
  });
});
