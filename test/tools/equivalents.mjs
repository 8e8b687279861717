/**
 * Mutants that change nothing that anybody could see, each with the reason. They are no part of a sample. An entry that has
 * become no mutant is refused: what it stood for was written anew.
 */
export const equivalents = [
  {
    file: 'src/compliance/dose/max-over.ts',
    was: 'this.valueOf(this.#candidates[this.#candidates.length - 1]!) <= value',
    is: 'this.valueOf(this.#candidates[this.#candidates.length - 1]!) < value',
    why: 'of equal values the earlier is kept beside the later: the largest is the same',
  },
  {
    file: 'src/compliance/rules/dose-above-usual.ts',
    was: 'doses[index - 1]?.mcgPerDay ?? 0',
    is: '(doses[index - 1]?.mcgPerDay)',
    why: 'nothing is above a limit as little as 0 is',
  },
  {
    file: 'src/compliance/rules/pump-clock-offset.ts',
    was: 'minutes > 0',
    is: 'minutes >= 0',
    why: 'an offset of 0 is above no limit, and comes not so far',
  },
];
