import { History } from '../../support/history.js';
import { checksAt } from './asked.js';

/** Of the first entry of all. */
const checks = (type: string, data: object, occurredAt = '2026-03-10T09:00:00Z') =>
  checksAt(new History(), occurredAt, type, data);
const asked = (...[type, data, occurredAt]: Parameters<typeof checks>) =>
  checks(type, data, occurredAt).map(({ code, severity, field, expected }) => ({
    code,
    severity,
    field,
    ...(expected !== undefined && { expected }),
  }));

const REFILL = { drug: 'baclofen', concentrationMcgPerMl: 500, filledVolumeMl: 20 };

it('asks nothing of an ordinary refill', () => {
  const lots = [{ lotNumber: 'BX-1', expiresOn: '2026-03-10' }];
  expect(asked('ReservoirRefilled', { ...REFILL, drug: 'lioresal', lots })).toEqual([]);
  expect(asked('ReservoirRefilled', { drug: 'drug-free', filledVolumeMl: 20 })).toEqual([]);
});

it('asks about a drug that is not known, with the one that may be meant', () => {
  expect(asked('ReservoirRefilled', { ...REFILL, drug: 'baclofan' })).toEqual([
    { code: 'DRUG_UNKNOWN', severity: 'warning', field: '/data/drug', expected: 'baclofen' },
  ]);
  const further = [{ drug: 'ketamine', concentrationMcgPerMl: 100 }];
  expect(asked('ReservoirRefilled', { ...REFILL, with: further })).toEqual([
    { code: 'DRUG_UNKNOWN', severity: 'warning', field: '/data/with/0/drug' },
  ]);
  expect(asked('OralMedicationChanged', { drug: 'tizanidine', doseMg: 4, timesPerDay: 3 })).toEqual([]);
});

// Baclofen is known to be filled at 50 to 4,000 mcg/mL: both ends are.
it.each([
  [49, true],
  [50, false],
  [4000, false],
  [4001, true],
])('asks about a strength of %d mcg/mL: %s', (concentrationMcgPerMl, isUnusual) => {
  const found = asked('ReservoirRefilled', { ...REFILL, concentrationMcgPerMl });
  const unusual = {
    code: 'STRENGTH_UNUSUAL',
    severity: 'warning',
    field: '/data/concentrationMcgPerMl',
    expected: '50-4000 mcg/mL',
  };
  expect(found).toEqual(isUnusual ? [unusual] : []);
});

it('asks about a lot from the day after its last one', () => {
  const lots = [{ lotNumber: 'BX-1', expiresOn: '2026-03-09' }];
  expect(asked('ReservoirRefilled', { ...REFILL, lots })).toEqual([
    { code: 'LOT_EXPIRED', severity: 'warning', field: '/data/lots/0/expiresOn' },
  ]);
  expect(asked('ReservoirRefilled', { ...REFILL, lots }, '2026-03-09T21:59:59Z')).toEqual([]);
  // By the clock of the clinic it still is that day, or already the next.
  expect(asked('ReservoirRefilled', { ...REFILL, lots }, '2026-03-09T20:00:00-08:00')).toEqual([]);
  expect(asked('ReservoirRefilled', { ...REFILL, lots }, '2026-03-10T07:00:00+09:00')).toMatchObject([
    { code: 'LOT_EXPIRED' },
  ]);
});

it('asks about models of pumps and catheters, also in a correction', () => {
  const pump = {
    manufacturer: 'Medtronic',
    model: 'Medtronic SynchroMed® II 8637-40',
    reservoirCapacityMl: 40,
  };
  expect(asked('PumpImplanted', pump)).toEqual([]);
  const replaced = { reason: 'battery', pump: { ...pump, model: 'Pumpomatic' } };
  expect(asked('PumpReplaced', replaced)).toEqual([
    { code: 'MODEL_UNKNOWN', severity: 'notice', field: '/data/pump/model' },
  ]);
  const replacement = {
    type: 'CatheterReplaced',
    occurredAt: '2026-03-01',
    data: { reason: 'leak', catheter: { model: 'Tube 9' } },
  };
  expect(asked('EventCorrected', { corrects: 'a', reason: 'typing error', replacement })).toEqual([
    { code: 'MODEL_UNKNOWN', severity: 'notice', field: '/data/replacement/data/catheter/model' },
  ]);
});
