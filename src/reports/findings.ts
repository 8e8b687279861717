import type { FindingDto } from '../answers/dto/audit.dto.js';

const ORDER: Readonly<Record<FindingDto['severity'], number>> = { critical: 0, warning: 1, info: 2 };

/** Critical first, then by instant. */
export const bySeverity = (findings: readonly FindingDto[]): FindingDto[] =>
  findings.toSorted(
    (a, b) =>
      ORDER[a.severity] - ORDER[b.severity] ||
      (a.at < b.at ? -1 : a.at > b.at ? 1 : 0) ||
      (a.id < b.id ? -1 : 1),
  );
