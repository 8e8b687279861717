import type { StretchDoseDto, StretchDto } from '../answers/dto/delivery.dto.js';
import { readable, rounded } from './words.js';
import { say } from '../words/say.js';
import { reports as texts } from '../words/texts/reports.js';
import { told } from '../words/told.js';

const dose = (mcg: number): string => rounded(mcg, 2);

/** A drug's dose in a stretch, with what it can have been where that is not certain. */
export function doseInWords({ drug, doseMcg, lowMcg, highMcg }: StretchDoseDto): string {
  if (doseMcg === null || lowMcg === null || highMcg === null) return say(texts.notKnown, { drug });
  const isSure = lowMcg === doseMcg && highMcg === doseMcg;
  return say(texts.mcg, {
    drug,
    doseMcg: dose(doseMcg),
    isSure: isSure ? '' : say(texts.to, { lowMcg: dose(lowMcg), highMcg: dose(highMcg) }),
  });
}

export const dosesInWords = ({ doses }: StretchDto): string =>
  doses.map(doseInWords).join(', ') || told('none');

export const whyInWords = ({ because }: StretchDto): string =>
  because.map(({ code, detail }) => `${code}: ${readable(detail)}`).join('; ');

/** How much of the delivery at the reservoir a volume that was found confirms. */
export function worthInWords(delivery: readonly StretchDto[]): string {
  const stretches = delivery.filter(({ site }) => site === 'reservoir');
  const of = (wanted: StretchDto['status']) => stretches.filter(({ status }) => status === wanted).length;
  if (stretches.length === 0) return say(texts.nothingWasFilledIn);
  return say(texts.ofStretches, {
    count: stretches.length,
    confirmed: of('confirmed'),
    contradicted: of('contradicted'),
    unconfirmed: of('unconfirmed'),
  });
}

/** In the order of time, both sites of one stretch together. */
export const inTime = (delivery: readonly StretchDto[]): readonly StretchDto[] =>
  delivery.toSorted((a, b) => Date.parse(a.from) - Date.parse(b.from));
