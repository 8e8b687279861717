type Point = readonly [number, number | null];

interface Level {
  readonly start: number;
  readonly end: number;
  readonly mcgPerDay: number | null;
}

interface Site {
  readonly daily: readonly Level[];
  readonly rate?: readonly Level[];
  readonly cumulative: readonly Point[];
}

interface Drug {
  readonly drug: string;
  readonly reservoir: Site;
  readonly tip: Site;
}

interface Dated {
  readonly at: number;
  readonly earliest: number;
  readonly latest: number;
}

/** Of `timeline.json`, what can be read at an instant. Instants in ms since 1970. */
export interface TimelineData {
  readonly projectedFrom: number | null;
  readonly drugs: readonly Drug[];
  readonly reservoir: { readonly level: readonly Point[] };
  readonly modes: readonly { readonly start: number; readonly end: number; readonly words: string }[];
  readonly scores: readonly (Dated & {
    readonly scale: string;
    readonly low: string;
    readonly high: string;
    readonly when: string;
  })[];
  readonly pins: readonly (Dated & { readonly revision: number; readonly words: string })[];
  readonly cessations: readonly {
    readonly number: number;
    readonly drug: string;
    readonly site: string;
    readonly startedAt: number;
    readonly reachedZeroAt: number;
    readonly resumedAt: number | null;
  }[];
  readonly unverified: readonly { readonly from: number; readonly to: number; readonly why: string }[];
}

export interface Reading {
  readonly name: string;
  readonly value: string;
}

const UNKNOWN = 'not known';
const MOST_PINS = 4;
const WHY: Readonly<Record<string, string>> = {
  'catheter-fault': 'a study found a fault of the catheter',
  'volume-not-recorded': 'a volume was drawn or injected that nobody recorded',
};

const MCG_PER_MG = 1000;
/** From here on in mg, as in the drawing. */
const MANY_MCG = 10_000;

const rounded = (value: number): string => String(Number(value.toPrecision(5)));
const mass = (mcg: number): string =>
  mcg < MANY_MCG ? `${rounded(mcg)} mcg` : `${rounded(mcg / MCG_PER_MG)} mg`;

/** The last of an ordered list that begins by then. */
function lastBy<T>(list: readonly T[], begin: (one: T) => number, at: number): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (begin(list[middle]!) <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Nothing is delivered between the levels. */
function levelAt(levels: readonly Level[], at: number): string {
  const level = levels[lastBy(levels, ({ start }) => start, at)];
  if (!level || level.end <= at) return '0';
  return level.mcgPerDay === null ? UNKNOWN : rounded(level.mcgPerDay);
}

/** Between two points; undefined before the first and after the last. */
function valueAt(points: readonly Point[], at: number): number | null | undefined {
  const index = lastBy(points, ([when]) => when, at);
  const [before, after] = [points[index], points[index + 1]];
  if (!before) return undefined;
  if (!after) return before[0] === at ? before[1] : undefined;
  if (before[1] === null || after[1] === null) return before[1];
  return before[1] + ((after[1] - before[1]) * (at - before[0])) / (after[0] - before[0]);
}

const bothSites = ({ reservoir, tip }: Drug, of: (site: Site) => string): string =>
  `reservoir ${of(reservoir)}, tip ${of(tip)}`;

/** The day's dose, what flows at the instant where that is another, and what has come since the window began. */
function doseReadings(drug: Drug, at: number): readonly Reading[] {
  const daily = bothSites(drug, (site) => levelAt(site.daily, at));
  const now = bothSites(drug, ({ rate, daily: levels }) => levelAt(rate ?? levels, at));
  const total = bothSites(drug, ({ cumulative }) => {
    const value = valueAt(cumulative, at);
    return typeof value === 'number' ? mass(value) : UNKNOWN;
  });
  return [
    { name: `${drug.drug}, mcg/day`, value: now === daily ? daily : `${daily} (at this instant ${now})` },
    { name: `${drug.drug} since the left edge`, value: total },
  ];
}

const gradeWords = ({ low, high }: TimelineData['scores'][number]): string =>
  low === high ? low : `${low} to ${high}`;

/**
 * What the drawing shows at an instant.
 * @param nearMs so far from it a mark still belongs to it
 */
export function readingsAt(data: TimelineData, at: number, nearMs: number): readonly Reading[] {
  const isNear = ({ earliest, latest }: Dated) => earliest - nearMs <= at && at <= latest + nearMs;
  const level = valueAt(data.reservoir.level, at);
  const mode = data.modes.find(({ start, end }) => start <= at && at < end);
  const doubts = data.unverified.filter(({ from, to }) => from <= at && at < to);
  const pins = data.pins.filter(isNear);
  const cessations = data.cessations.filter(
    ({ startedAt, resumedAt }) => startedAt <= at && at < (resumedAt ?? Number.POSITIVE_INFINITY),
  );
  return [
    ...(data.projectedFrom !== null && at > data.projectedFrom
      ? [{ name: 'Projection', value: 'nothing about the pump is recorded from here on' }]
      : []),
    ...data.drugs.flatMap((drug) => doseReadings(drug, at)),
    ...doubts.map(({ why }) => ({ name: 'Tip not verified', value: WHY[why] ?? why })),
    ...(mode ? [{ name: 'Mode', value: mode.words }] : []),
    ...(level === undefined
      ? []
      : [{ name: 'Reservoir', value: level === null ? UNKNOWN : `${level.toFixed(1)} mL` }]),
    ...cessations.map(({ number, drug, site, reachedZeroAt }) => ({
      name: `Cessation ${number}`,
      value: `${drug} at the ${site}, ${at < reachedZeroAt ? 'on the way to zero' : 'at zero'}`,
    })),
    ...data.scores.filter(isNear).map((score) => ({
      name: score.scale,
      value: `${gradeWords(score)}, ${score.when.replace('-', ' ')}`,
    })),
    ...pins.slice(0, MOST_PINS).map(({ revision, words }) => ({ name: `Event #${revision}`, value: words })),
    ...(pins.length > MOST_PINS
      ? [{ name: 'Events', value: `${pins.length - MOST_PINS} more: zoom in to tell them apart` }]
      : []),
  ];
}
