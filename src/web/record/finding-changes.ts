import type { FindingDto } from '../../answers/dto/audit.dto.js';

export interface FindingChanges {
  readonly arise: readonly FindingDto[];
  readonly go: readonly FindingDto[];
  /** As they would read. */
  readonly readOtherwise: readonly FindingDto[];
}

const SEVERITIES = ['critical', 'warning', 'info'] as const;
const bySeverity = (a: FindingDto, b: FindingDto) =>
  SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity);

/** What an event would change of an audit's findings, the gravest first. */
export function findingChanges(before: readonly FindingDto[], after: readonly FindingDto[]): FindingChanges {
  const earlier = new Map(before.map((finding) => [finding.id, finding]));
  const stay = new Set(after.map(({ id }) => id));
  const differs = (finding: FindingDto) => {
    const was = earlier.get(finding.id);
    return was !== undefined && (was.detail !== finding.detail || was.severity !== finding.severity);
  };
  return {
    arise: after.filter(({ id }) => !earlier.has(id)).toSorted(bySeverity),
    go: before.filter(({ id }) => !stay.has(id)).toSorted(bySeverity),
    readOtherwise: after.filter(differs).toSorted(bySeverity),
  };
}
