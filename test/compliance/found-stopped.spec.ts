import { History, ms } from '../support/history.js';

const running = (dose: number) => new History().running('2021-01-01T00:00:00Z', dose);

it('a pump found stopped, and started again at that visit: since when, nobody knows', () => {
  const found = (againAt: string, shows: object = { mode: 'stopped' }, from = running(400)) =>
    from
      .event('2021-02-10T10:00:00Z', 'PumpInterrogated', { shows }, {}, 'read')
      .programmed(againAt, 390)
      .audit('2021-03-01T00:00:00Z');
  const audit = found('2021-02-10T10:30:00Z');
  expect(audit.cessations).toMatchObject([
    {
      certainty: 'possible',
      cause: 'reported',
      verdict: 'undetermined',
      conformance: 'undetermined',
      reachedZeroAt: ms('2021-01-01T00:00:00Z'),
      resumedAt: ms('2021-02-10T10:30:00Z'),
      reasons: [{ code: 'FOUND_EMPTY' }],
      tip: { reachedZeroAt: null, verdict: 'undetermined' },
    },
  ]);
  expect(audit.headline).toMatchObject({
    verdict: 'undetermined',
    proven: { reservoir: 'contradicted', tip: 'contradicted' },
  });
  // The same cessation as where it stood on for long enough to count.
  const [later] = found('2021-02-10T20:00:00Z').cessations;
  expect(later).toMatchObject({ id: audit.cessations[0]!.id, reachedZeroAt: ms('2021-01-01T00:00:00Z') });
  // It ran five hours and a half before it ran again; it stood for half an hour by its log.
  const seen = running(400).programmed('2021-02-10T05:00:00Z', 350);
  expect(found('2021-02-10T10:30:00Z', { mode: 'stopped' }, seen).cessations).toEqual([]);
  expect(found('2021-02-10T10:30:00Z', { stoppedSince: '2021-02-10T10:00:00Z' }).cessations).toEqual([]);
});
