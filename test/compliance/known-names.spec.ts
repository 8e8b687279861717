import { replay } from '../../src/infusion/replay.js';
import { pumpState } from '../../src/infusion/pump-state.js';
import { timelineOf } from '../../src/therapy/timeline.js';
import { ms } from '../support/history.js';
import { VISIT, later, running } from './findings.js';

/** Refilled from a vial of another name, then stopped. */
const stopped = (drug: string) =>
  running(200)
    .event(later(-24), 'ReservoirRefilled', { drug, concentrationMcgPerMl: 2000, filledVolumeMl: 40 })
    .programmed(VISIT, 0);

it('a cessation has the known name of its drug, and how it was written', () => {
  const [one] = stopped('lioresal').audit(later(24)).cessations;
  expect(one).toMatchObject({ drug: 'baclofen', recordedAs: 'lioresal' });
  expect(stopped('baclofen').audit(later(24)).cessations[0]).not.toHaveProperty('recordedAs');
  // Its identity does not hang on how it was written.
  expect(stopped('baclofen').audit(later(24)).cessations[0]!.id).toBe(one!.id);
});

it('so has the reservoir', () => {
  const reservoirOf = (drug: string) => {
    const { acting } = timelineOf(stopped(drug).events);
    return pumpState(acting, replay(acting).delivery, ms(VISIT)).reservoir;
  };
  expect(reservoirOf('lioresal')).toMatchObject({ drug: 'baclofen', recordedAs: 'lioresal' });
  expect(reservoirOf('baclofen')).not.toHaveProperty('recordedAs');
});

it('a switch from the same drug by another name is no mismatch, from another drug it is', () => {
  const switchedFrom = (drug: string) =>
    running(200)
      .switched(VISIT, [drug, 2000], ['morphine', 10_000])
      .audit(later(24))
      .findings.filter(({ code }) => code === 'DRUG_MISMATCH');
  expect(switchedFrom('lioresal')).toEqual([]);
  expect(switchedFrom('morphine')).toHaveLength(1);
});

it('a work-up takes a bolus by any name of the drug', () => {
  const itemsOf = (drug: string) =>
    running(200)
      .event(later(-24), 'BolusTestPerformed', {
        purpose: 'tolerance',
        route: 'lumbar-puncture',
        drug,
        doseMcg: 100,
        response: 'unsatisfactory',
      })
      .event(VISIT, 'ToleranceDiagnosed', { drug: 'baclofeno', basis: 'no effect' })
      .audit(later(24))
      .workups.flatMap(({ items }) => items);
  const bolus = { item: 'unsatisfactory-lumbar-bolus', outcome: 'shown' };
  expect(itemsOf('lioresal')).toContainEqual(expect.objectContaining(bolus));
  expect(itemsOf('morphine')).not.toContainEqual(expect.objectContaining(bolus));
});
