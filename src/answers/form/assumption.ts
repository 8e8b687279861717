import type { Assumption } from '../../compliance/assumptions/assumptions.js';
import type { AssumptionDto } from '../dto/assumption.dto.js';

export const assumptionAnswers = (assumptions: readonly Assumption[]): AssumptionDto[] =>
  assumptions.map(({ code, detail, eventIds }) => ({ code, detail, eventIds: [...eventIds] }));
