import { DRUG_NAME, EVENT_ID, NAMED_ID } from '../therapy/events/fields/texts.js';
import { ACCEPTED_DATES, spanOf } from '../therapy/occurred-at.js';
import { type Optional, described } from './query.js';

const matching = (pattern: RegExp, description: string, example: string): Optional<string> => ({
  description,
  accepts: `of the form ${pattern.source}`,
  schema: { type: 'string', pattern: pattern.source, example },
  read: (text) => (pattern.test(text) ? text : undefined),
});

/** A `+` that was not escaped in the query arrives as a space. */
const withPlus = (text: string) => text.replace(/ (?=\d\d:\d\d$)/, '+');

/** An instant, in milliseconds since 1970. */
export const instant: Optional<number> = {
  description:
    'RFC 3339 instant with offset, or a date, month or year (UTC), which stands for its first millisecond.',
  accepts: ACCEPTED_DATES,
  schema: { type: 'string', example: '2021-03-10T09:00:00Z' },
  read: (text) => spanOf(withPlus(text))?.first,
};

export const therapyId = matching(NAMED_ID, 'Of this therapy alone.', 'case-report-a');

export const drug = matching(DRUG_NAME, 'Drug, in lower case, by any of its known names.', 'baclofen');

/** Of `code`, `policy`, `cause`, `verdict`, `severity`: what the answer holds, not what is known today. */
export const word = (description: string, example: string) => matching(NAMED_ID, description, example);

/** What findings share, by its id. */
export const sharedCause = matching(
  EVENT_ID,
  'The id of the fact or gap that findings share: of a finding, an event or a gap.',
  'RESERVOIR_RAN_EMPTY.0123456789abcdef',
);

export const choice = <const Choice extends string>(
  choices: readonly Choice[],
  description: string,
): Optional<Choice> => ({
  description,
  accepts: `one of ${choices.join(', ')}`,
  schema: { type: 'string', enum: choices },
  read: (text) => choices.find((known) => known === text),
});

export const whole = (least: number, most: number, description: string): Optional<number> => ({
  description,
  accepts: `a whole number from ${least} to ${most}`,
  schema: { type: 'integer', minimum: least, maximum: most },
  read: (text) => {
    const number = Number(text);
    return /^\d{1,15}$/.test(text) && number >= least && number <= most ? number : undefined;
  },
});

export const boolean = (description: string): Optional<boolean> => ({
  description,
  accepts: 'true or false',
  schema: { type: 'boolean' },
  read: (text) => (text === 'true' ? true : text === 'false' ? false : undefined),
});

const MOST_LEAVES = 999_999_999_999_999;
export const leafIndex = whole(0, MOST_LEAVES, 'Its number among all events, from 0.');
export const treeSize = (least: number, description: string) => whole(least, MOST_LEAVES, description);

/** For what is printed and packed. */
export const checkpoint = treeSize(
  1,
  'Prove it by the signed checkpoint of so many events; by default by the first one that covers the answer.',
);

export const site = choice(['reservoir', 'tip'], 'Where the dose is counted.');
export const maxPoints = whole(2, 100_000, 'Thin the curve out to at most so many points.');
const ID = NAMED_ID.source.slice(1, -1);
const POLICY = new RegExp(`^${ID}(@${ID})?$`);

export const policy = matching(
  POLICY,
  'By which policy to judge, as id (the version in force then) or id@version; the default one if none is given.',
  'case-report-2024',
);

/** Several policies, separated by commas. */
export const policies: Optional<readonly string[]> = {
  description:
    'By which policies to judge, separated by commas, each as id or id@version; all if none is given.',
  accepts: 'one or more policies, each once, as id or id@version, separated by commas',
  schema: { type: 'string', example: 'case-report-2024,label-holiday' },
  read: (text) => {
    const references = text.split(',');
    const isList =
      references.every((one) => POLICY.test(one)) && new Set(references).size === references.length;
    return isList ? references : undefined;
  },
};

/** By which instant, and by whose knowledge, a question is answered. */
export const moment = {
  asOf: described(instant, 'The state at this instant, inclusive; now by default.'),
  knownAt: described(instant, 'Use only what was recorded by this instant, inclusive; all by default.'),
};
export const auditQuery = { policy, ...moment };
