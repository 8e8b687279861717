import { ApiProperty } from '@nestjs/swagger';
import { IsInt, Max, Min, ValidateBy } from 'class-validator';
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

/** A second is 0.0166667 minutes. Rounded up, so that what is shown is accepted. */
const shown = (value: number): number => Number(value.toPrecision(6));

function rangeOf({ above, min = 0, orZero, max, isMaxOutside, because }: Limit): string {
  const most = isMaxOutside ? `below ${max}` : `at most ${max}`;
  const from = above === undefined ? `from ${shown(min)} to ${max}` : `above ${above} and ${most}`;
  return `${orZero ? `that is 0, or ${from}` : from}${because ? `: ${because}` : ''}`;
}

const isWithin = ({ above, min = 0, orZero, max, isMaxOutside }: Limit, value: number): boolean =>
  (orZero === true && value === 0) ||
  ((above === undefined ? value >= min : value > above) && (isMaxOutside ? value < max : value <= max));

/** A number within a limit. A string that looks like one is refused. */
export function Quantity(limit: Limit): PropertyDecorator {
  const { above, min = 0, orZero, max, isMaxOutside } = limit;
  return compose(
    Limited(limit),
    ValidateBy({
      name: 'quantity',
      validator: {
        validate: (value) => typeof value === 'number' && isWithin(limit, value),
        defaultMessage: () => `must be a number of ${limit.unit} ${rangeOf(limit)}`,
      },
    }),
    ApiProperty({
      type: 'number',
      minimum: above ?? (orZero ? 0 : min),
      ...(above !== undefined && { exclusiveMinimum: true }),
      maximum: max,
      ...(isMaxOutside && { exclusiveMaximum: true }),
      ...(orZero && { anyOf: [{ enum: [0] }, { minimum: min }] }),
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
/** A dose that is no test and may have gone astray. */
export const SingleDoseMcg = () => Quantity(LIMITS.singleDoseMcg);
export const FlowMlPerDay = () => Quantity(LIMITS.flowMlPerDay);
export const ConcentrationMcgPerMl = () => Quantity(LIMITS.concentrationMcgPerMl);
export const VolumeMl = () => Quantity(LIMITS.volumeMl);
/** A volume that is left, drawn out or expected to be left, and may be none. */
export const ResidualVolumeMl = () => Quantity(LIMITS.residualVolumeMl);
export const TubingVolumeMl = () => Quantity(LIMITS.tubingVolumeMl);
export const CatheterVolumeMl = () => Quantity(LIMITS.catheterVolumeMl);
export const DurationMinutes = () => Quantity(LIMITS.durationMinutes);
