import { ApiProperty } from '@nestjs/swagger';
import { canonicalDrug } from '../../infusion/drugs.js';
import type { CurvePoint } from '../../infusion/dose-curve.js';
import type { TherapyId } from '../../therapy/envelope.js';
import type { Backed, DoseFound, DoseQuestion } from '../doses.js';
import { doseDeliveryAnswer } from '../form/delivery.js';
import { DoseDeliveryDto } from './delivery.dto.js';
import { AssumptionDto } from './assumption.dto.js';
import { assumptionAnswers } from '../form/assumption.js';
import { instantText } from './instants.js';

class DoseOf {
  therapyId: string;
  /** By its known name. */
  drug: string;
  /** Where it was written otherwise at the last fill by `to`. */
  recordedAs?: string;
  site: 'reservoir' | 'tip';
  @ApiProperty({ format: 'date-time' })
  from: string;
  @ApiProperty({ format: 'date-time' })
  to: string;
  /** False where `delivery` is contradicted: the true dose lies between its bounds. */
  verified: boolean;
  delivery: DoseDeliveryDto;
  assumptions: AssumptionDto[];
}

export class OtherDoseDto {
  eventId: string;
  @ApiProperty({ format: 'date-time' })
  at: string;
  /** Such as `lumbar-puncture`. */
  route: string;
  /** Micrograms; absent where it is not recorded. */
  doseMcg?: number;
}

/** The dose of a drug that left a site. */
export class Dose extends DoseOf {
  /** Micrograms, not rounded. */
  doseMcg: number;
  /** Doses of the drug by other routes than the pump, after `from` and by `to`; they are not in `doseMcg`. */
  otherRoutes: OtherDoseDto[];
}

export class CurvePointDto {
  @ApiProperty({ format: 'date-time' })
  at: string;
  /** Micrograms since the curve's start. */
  cumulativeMcg: number;
}

/** The cumulative dose; between two points it is linear, and two points with one instant are a jump. */
export class DoseCurveDto extends DoseOf {
  points: CurvePointDto[];
  /** True where every breakpoint is there. */
  exact: boolean;
}

const about = (therapyId: TherapyId, { drug, site, from, to }: DoseQuestion) => ({
  therapyId,
  drug: canonicalDrug(drug),
  site,
  from: instantText(from),
  to: instantText(to),
});

const backing = ({ recordedAs, delivery, assumptions }: Backed) => ({
  ...(recordedAs !== undefined && { recordedAs }),
  verified: delivery.status !== 'contradicted',
  delivery: doseDeliveryAnswer(delivery),
  assumptions: assumptionAnswers(assumptions),
});

export const doseAnswer = (therapyId: TherapyId, question: DoseQuestion, found: DoseFound): Dose => ({
  ...about(therapyId, question),
  doseMcg: found.doseMcg,
  otherRoutes: found.otherRoutes.map((other) => ({ ...other, at: instantText(other.at) })),
  ...backing(found),
});

export const curveAnswer = (
  therapyId: TherapyId,
  question: DoseQuestion,
  found: Backed & { readonly points: readonly CurvePoint[]; readonly exact: boolean },
): DoseCurveDto => ({
  ...about(therapyId, question),
  points: found.points.map(({ at, cumulativeMcg }) => ({ at: instantText(at), cumulativeMcg })),
  exact: found.exact,
  ...backing(found),
});
