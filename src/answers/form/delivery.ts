import type { Bounds } from '../../infusion/bounds/delivery-worth.js';
import type { StretchFound, WorthFound } from '../delivery-found.js';
import type { DoseDeliveryDto, StretchDto, WorthDto } from '../dto/delivery.dto.js';
import { instantText } from '../dto/instants.js';

export const worthAnswer = ({ status, because, from, to }: WorthFound): WorthDto => ({
  status,
  because: because.map((cause) => ({
    code: cause.code,
    from: instantText(Math.max(from, cause.from)),
    to: instantText(Math.min(to, cause.to)),
    detail: cause.detail,
    eventIds: [...cause.eventIds],
  })),
});

export const doseDeliveryAnswer = (
  found: WorthFound & Pick<Bounds, 'lowMcg' | 'highMcg'>,
): DoseDeliveryDto => ({
  ...worthAnswer(found),
  lowMcg: found.lowMcg,
  highMcg: found.highMcg,
});

export const stretchAnswer = (found: StretchFound): StretchDto => ({
  site: found.site,
  from: instantText(found.from),
  to: instantText(found.to),
  ...worthAnswer(found),
  doses: found.doses.map((dose) => ({ ...dose })),
});
