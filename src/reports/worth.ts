import type { StretchDoseDto, StretchDto } from '../answers/dto/delivery.dto.js';
import { counted, rounded } from './words.js';

const dose = (mcg: number): string => rounded(mcg, 2);

/** A drug's dose in a stretch, with what it can have been where that is not certain. */
export function doseInWords({ drug, doseMcg, lowMcg, highMcg }: StretchDoseDto): string {
  if (doseMcg === null || lowMcg === null || highMcg === null) return `${drug}: not known`;
  const isSure = lowMcg === doseMcg && highMcg === doseMcg;
  return `${drug} ${dose(doseMcg)} mcg${isSure ? '' : ` (${dose(lowMcg)} to ${dose(highMcg)})`}`;
}

export const dosesInWords = ({ doses }: StretchDto): string => doses.map(doseInWords).join(', ') || 'none';

export const whyInWords = ({ because }: StretchDto): string =>
  because.map(({ code, detail }) => `${code}: ${detail}`).join('; ');

/** How much of the delivery at the reservoir a volume that was found confirms. */
export function worthInWords(delivery: readonly StretchDto[]): string {
  const stretches = delivery.filter(({ site }) => site === 'reservoir');
  const of = (wanted: StretchDto['status']) => stretches.filter(({ status }) => status === wanted).length;
  if (stretches.length === 0) return 'Nothing was filled in.';
  return (
    `Of ${counted(stretches.length, 'stretch', 'stretches')} between known volumes of the reservoir, ` +
    `${of('confirmed')} ${of('confirmed') === 1 ? 'is' : 'are'} confirmed by the volume at the end, ${of('contradicted')} contradicted, ` +
    `and ${of('unconfirmed')} unconfirmed.`
  );
}

/** In the order of time, both sites of one stretch together. */
export const inTime = (delivery: readonly StretchDto[]): readonly StretchDto[] =>
  delivery.toSorted((a, b) => Date.parse(a.from) - Date.parse(b.from));
