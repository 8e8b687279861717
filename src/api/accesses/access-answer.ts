import type { ReadRecord } from '../../accesses/access-reader.js';
import type { AccessDto } from './access.dto.js';

export function accessAnswer({ record, hash, who, subjectKey }: ReadRecord): AccessDto {
  const { subject, session: _session, address: _address, previous, ...rest } = record;
  const hidden = subject && subjectKey !== undefined ? { $hmac: subjectKey } : null;
  return {
    ...rest,
    subject: who.subject ?? hidden,
    session: who.session ?? null,
    address: who.address ?? null,
    previous,
    hash,
  };
}
