import { CERTAINTIES, type Certainty } from '../../src/infusion/provenance.js';

export interface Figure {
  readonly at: string;
  readonly value: unknown;
  readonly source?: string;
  readonly certainty?: Certainty;
}

/** All figures and aliases in it, also those that stand there without a source. */
export function figuresIn(part: object, path = ''): Figure[] {
  return Object.entries(part).flatMap(([key, member]: [string, unknown]): Figure[] => {
    const at = `${path}/${key}`;
    if (typeof member === 'object' && member !== null)
      return 'value' in member ? [{ at, ...member }] : figuresIn(member, at);
    return typeof member === 'string' ? [] : [{ at, value: member }];
  });
}

export const withoutSource = (figures: readonly Figure[]): Figure[] =>
  figures.filter(
    ({ source = '', certainty }) => !/\w{3}/.test(source) || !CERTAINTIES.some((one) => one === certainty),
  );
