import { ApiProperty } from '@nestjs/swagger';
import { IsInt, IsNumber, IsPositive, Max, Min } from 'class-validator';
import { compose } from './compose.js';
import { LIMITS, type Limit } from './limits.js';

const LIMIT = Symbol('limit');

const Limited =
  (limit: Limit): PropertyDecorator =>
  (target, name) =>
    Reflect.defineMetadata(LIMIT, limit, target, name);

/** The limit of a quantity; undefined for what is none. */
export const limitOf = (dataClass: { readonly prototype: object }, name: string): Limit | undefined =>
  Reflect.getMetadata(LIMIT, dataClass.prototype, name);

const rangeOf = ({ above, min, max }: Limit) =>
  above === undefined ? `from ${min} to ${max}` : `above ${above} and at most ${max}`;

/** A number within a limit. A string that looks like one is refused. */
export function Quantity(limit: Limit): PropertyDecorator {
  const message = `must be a number of ${limit.unit} ${rangeOf(limit)}`;
  const { above, min = 0, max } = limit;
  return compose(
    Limited(limit),
    IsNumber({}, { message }),
    above === undefined ? Min(min, { message }) : IsPositive({ message }),
    Max(max, { message }),
    ApiProperty({
      type: 'number',
      minimum: above ?? min,
      ...(above !== undefined && { exclusiveMinimum: true }),
      maximum: max,
    }),
  );
}

export function WholeNumber(limit: Limit): PropertyDecorator {
  const message = `must be a whole number of ${limit.unit} ${rangeOf(limit)}`;
  const { min = 0, max } = limit;
  return compose(
    IsInt({ message }),
    Min(min, { message }),
    Max(max, { message }),
    ApiProperty({ type: 'integer', minimum: min, maximum: max }),
  );
}

export const DailyDoseMcg = () => Quantity(LIMITS.dailyDoseMcg);
export const BasalDailyDoseMcg = () => Quantity(LIMITS.basalDailyDoseMcg);
export const PlannedDailyDoseMcg = () => Quantity(LIMITS.plannedDailyDoseMcg);
export const BolusDoseMcg = () => Quantity(LIMITS.bolusDoseMcg);
export const ConcentrationMcgPerMl = () => Quantity(LIMITS.concentrationMcgPerMl);
export const VolumeMl = () => Quantity(LIMITS.volumeMl);
/** A volume that is left, drawn out or expected to be left, and may be none. */
export const ResidualVolumeMl = () => Quantity(LIMITS.residualVolumeMl);
export const TubingVolumeMl = () => Quantity(LIMITS.tubingVolumeMl);
export const CatheterVolumeMl = () => Quantity(LIMITS.catheterVolumeMl);
export const DurationMinutes = () => Quantity(LIMITS.durationMinutes);
