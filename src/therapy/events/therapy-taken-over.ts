import { eventType } from './event-type.js';
import { Nested, Optional, Union } from './fields/nested.js';
import { ResidualVolumeMl, VolumeMl } from './fields/numbers.js';
import { Choice, DateOrInstant } from './fields/texts.js';
import { Catheter } from './values/catheter.js';
import { PROGRAM_CLASSES, type Program } from './values/program.js';
import { Pump } from './values/pump.js';
import { FilledSolution } from './values/solution.js';

const PATHS = ['filled', 'unknown'] as const;

/** What the reservoir of a running pump holds. */
export class TakenOverReservoir extends FilledSolution {
  /** What it holds at that instant, mL; 0, or 1e-6 to 100 (contract), and at most the pump's capacity. */
  @ResidualVolumeMl()
  readonly volumeMl: number;

  /** The volume at which the pump is set to warn, mL; at least 1e-6 and at most 100 (contract). Left out, it is 2. */
  @Optional()
  @VolumeMl()
  readonly alarmVolumeMl?: number;
}

/** A pump that already runs is recorded from now on: its opening balance. */
export class TherapyTakenOver {
  /** The pump in place. */
  @Nested(Pump)
  readonly pump: Pump;

  /** When the pump was put in place, as exactly as it is known. */
  @Optional()
  @DateOrInstant()
  readonly pumpImplantedOn?: string;

  /** The catheter in place; left out, the one on record stays, or one of unknown volume is in place. */
  @Optional()
  @Nested(Catheter)
  readonly catheter?: Catheter;

  /** When the catheter was put in place, as exactly as it is known. */
  @Optional()
  @DateOrInstant()
  readonly catheterImplantedOn?: string;

  /** What the reservoir holds. */
  @Nested(TakenOverReservoir)
  readonly reservoir: TakenOverReservoir;

  /** What the pump runs, told apart by `mode`; without a `startsWith`. */
  @Union('mode', PROGRAM_CLASSES, {
    name: 'startsWith',
    detail: 'must be left out: the program runs already',
  })
  readonly program: Program;

  /** Whether tubing and catheter hold what the reservoir holds, or nobody knows what. */
  @Choice(PATHS)
  readonly path: (typeof PATHS)[number];
}

export const therapyTakenOver = eventType(
  'TherapyTakenOver',
  TherapyTakenOver,
  'A pump that already runs is recorded from now on: what is in place, what it holds and what it runs.',
  {
    occurredAt: '2025-11-10T09:00:00+01:00',
    data: {
      pump: {
        manufacturer: 'Medtronic',
        model: 'SynchroMed II',
        serialNumber: 'EXAMPLE-0003',
        udi: '(01)00000000000000(21)EXAMPLE-0003',
        reservoirCapacityMl: 40,
        tubingVolumeMl: 0.199,
        nonExtractableVolumeMl: 0,
        replacementDueOn: '2029-05-01',
      },
      pumpImplantedOn: '2022-05',
      catheter: {
        model: '8780',
        lotNumber: 'C-3301',
        implantedLengthCm: 90,
        volumeMl: 0.198,
        tipLevel: 'T9',
      },
      catheterImplantedOn: '2022-05',
      reservoir: {
        drug: 'baclofen',
        concentrationMcgPerMl: 2000,
        with: [{ drug: 'clonidine', concentrationMcgPerMl: 50 }],
        lots: [{ lotNumber: 'E-9', expiresOn: '2026-09-30', manufacturer: 'Example Pharma' }],
        volumeMl: 31.5,
        alarmVolumeMl: 2,
      },
      program: { mode: 'simple-continuous', dailyDoseMcg: 240, concentrationMcgPerMl: 2000 },
      path: 'filled',
    },
  },
);
