import type { Assumption } from '../../compliance/assumptions.js';

/** What an answer takes for granted because the record does not say it. */
export class AssumptionDto {
  /** @example "TUBING_VOLUME_FROM_MODEL" */
  code: string;
  detail: string;
  eventIds: string[];
}

export const assumptionAnswers = (assumptions: readonly Assumption[]): AssumptionDto[] =>
  assumptions.map(({ code, detail, eventIds }) => ({ code, detail, eventIds: [...eventIds] }));
