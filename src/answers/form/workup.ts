import type { Workup } from '../../compliance/workup/workup.js';
import { instantText } from '../dto/instants.js';
import type { WorkupDto } from '../dto/workup.dto.js';

export const workupAnswer = ({ eventId, at, drug, complete, hardwareSince, items }: Workup): WorkupDto => ({
  eventId,
  at: instantText(at),
  drug,
  complete,
  ...(hardwareSince && {
    hardwareSince: { eventId: hardwareSince.eventId, at: instantText(hardwareSince.at) },
  }),
  items: items.map((item) => ({ ...item, eventIds: [...item.eventIds] })),
});
