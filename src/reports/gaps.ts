import type { AuditDto } from '../answers/dto/audit.dto.js';
import type { GapDto } from '../answers/dto/summary.dto.js';
import { counted } from './words.js';

/** What rests on a gap: its cessations by their numbers, and its findings by their codes. */
export function blockedInWords({ cessations, findings }: AuditDto, { blocks }: GapDto): string {
  const of = new Set(blocks);
  const numbers = cessations.flatMap(({ id }, index) => (of.has(id) ? [index + 1] : []));
  const codes = findings.filter(({ id }) => of.has(id)).map(({ code }) => code);
  const parts = [
    ...(numbers.length > 0
      ? [`${numbers.length === 1 ? 'cessation' : 'cessations'} ${numbers.join(', ')}`]
      : []),
    ...[...new Set(codes)].map((code) => {
      const count = codes.filter((one) => one === code).length;
      return count === 1 ? code : counted(count, code, code);
    }),
  ];
  return parts.join(', ') || 'doses and times that the audit shows';
}
