import type { AuditDto } from '../answers/dto/audit.dto.js';
import type { GapDto } from '../answers/dto/summary.dto.js';
import { counted } from './words.js';
import { say } from '../words/say.js';
import { reports as texts } from '../words/texts/reports.js';

/** What rests on a gap: its cessations by their numbers, and its findings by their codes. */
export function blockedInWords({ cessations, findings }: AuditDto, { blocks }: GapDto): string {
  const of = new Set(blocks);
  const numbers = cessations.flatMap(({ id }, index) => (of.has(id) ? [index + 1] : []));
  const codes = findings.filter(({ id }) => of.has(id)).map(({ code }) => code);
  const parts = [
    ...(numbers.length > 0
      ? [say(texts.cessationsByNumber, { count: numbers.length, numbers: numbers.join(', ') })]
      : []),
    ...[...new Set(codes)].map((code) => {
      const count = codes.filter((one) => one === code).length;
      return count === 1 ? code : counted(count, code, code);
    }),
  ];
  return parts.join(', ') || say(texts.dosesAndTimesThatThe);
}
