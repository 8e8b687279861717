import { bupivacaine, clonidine } from './drugs/adjuvants.js';
import { baclofen } from './drugs/baclofen.js';
import type { Drug } from './drugs/drug.js';
import { morphine } from './drugs/morphine.js';
import { fentanyl, hydromorphone, sufentanil } from './drugs/opioids.js';
import { ziconotide } from './drugs/ziconotide.js';
import { editDistance } from './edit-distance.js';
import { plainName } from './known-names.js';

/** The drugs that are known to be infused intrathecally. Any other can be recorded, and no policy judges it. */
export const drugs: readonly Drug[] = [
  baclofen,
  morphine,
  ziconotide,
  hydromorphone,
  bupivacaine,
  clonidine,
  fentanyl,
  sufentanil,
];

const byName: ReadonlyMap<string, Drug> = new Map(
  drugs.flatMap((drug) =>
    [drug.name, ...drug.aliases.map(({ value }) => value)].map((name) => [plainName(name), drug] as const),
  ),
);

/** What is known of a drug by its name as recorded: `lioresal` and `baclofeno` are baclofen. */
export const knownDrug = (name: string): Drug | undefined => byName.get(plainName(name));

/** The name that answers give it; of a drug that is not known the name as recorded. */
export const canonicalDrug = (name: string): string => knownDrug(name)?.name ?? name;

const MOST_SLIPS = 2;
/** Of a short word a few slips make almost any other. */
const LETTERS_A_SLIP = 3;

/**
 * The one drug that a misspelt name may mean; undefined where it is known, like none, or as like to two. The first letter
 * has to be right: ropivacaine and mepivacaine are no misspelt bupivacaine.
 */
export function nearestDrug(name: string): Drug | undefined {
  const plain = plainName(name);
  const most = Math.min(MOST_SLIPS, Math.floor(plain.length / LETTERS_A_SLIP));
  if (byName.has(plain)) return undefined;
  const distances = [...byName]
    .filter(([known]) => known[0] === plain[0])
    .map(([known, drug]) => ({ drug, slips: editDistance(plain, known) }));
  const fewest = Math.min(...distances.map(({ slips }) => slips));
  const nearest = new Set(distances.filter(({ slips }) => slips === fewest).map(({ drug }) => drug));
  return fewest <= most && nearest.size === 1 ? [...nearest][0] : undefined;
}
