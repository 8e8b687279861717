/** How many letters must be put in, left out or changed to make one word of the other (Levenshtein). */
export function editDistance(one: string, other: string): number {
  let before = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (const [row, letter] of [...one].entries()) {
    const here = [row + 1];
    for (let at = 1; at <= other.length; at++)
      here.push(
        Math.min(here[at - 1]! + 1, before[at]! + 1, before[at - 1]! + (letter === other[at - 1] ? 0 : 1)),
      );
    before = here;
  }
  return before[other.length]!;
}
