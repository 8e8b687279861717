import type { Dose } from '../answers/dto/dose.dto.js';
import type { Site } from '../infusion/dose.js';
import { figure, minute, table } from './table.js';

export interface DoseAsked {
  readonly drug: string;
  readonly from: number;
  readonly to: number;
  readonly site: Site;
}

/** A dose for people, with boluses by other routes apart. */
export function showDose(dose: Dose): string {
  const { status, lowMcg, highMcg } = dose.delivery;
  const unverified =
    status === 'contradicted'
      ? `\nContradicted by the record: between ${figure(lowMcg)} and ${figure(highMcg)} mcg.`
      : '';
  const row = [dose.drug, dose.site, minute(dose.from), minute(dose.to), figure(dose.doseMcg)];
  const others = dose.otherRoutes.map(({ at, route, doseMcg }) => [
    route,
    minute(at),
    doseMcg ? figure(doseMcg) : '-',
  ]);
  const apart = others.length > 0 ? `\n\n${table(['not in it, by', 'at (UTC)', 'dose mcg'], others)}` : '';
  return table(['drug', 'site', 'from (UTC)', 'to (UTC)', 'dose mcg'], [row]) + unverified + apart;
}
