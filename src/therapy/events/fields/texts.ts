import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsBoolean, IsIn, Matches, ValidateBy } from 'class-validator';
import { LONE_SURROGATE, hasLoneSurrogate } from '../../json.js';
import {
  ACCEPTED_DATES,
  ACCEPTED_INSTANTS,
  isCalendarDate,
  isInstant,
  isPartialDate,
  spanOf,
} from '../../occurred-at.js';
import { DRUG_FREE } from '../../drug-free.js';
import { compose } from './compose.js';
import { MAX_EVENT_ID, MAX_ID, MAX_NOTE, MAX_TEXT } from './limits.js';
import { Personal } from './personal.js';

/** A character is a code point, as in JSON Schema; one outside the basic plane has two code units. */
const hasLength = (text: string, max: number) =>
  text.length > 0 && (text.length <= max || (text.length <= 2 * max && Array.from(text).length <= max));

/** Text of 1 to `max` characters, all of which exist. */
function Text(max: number): PropertyDecorator {
  return compose(
    ValidateBy({
      name: 'length',
      validator: {
        validate: (value) => typeof value === 'string' && hasLength(value, max),
        defaultMessage: () => `must be a text of 1 to ${max} characters`,
      },
    }),
    ValidateBy({
      name: 'wellFormed',
      validator: {
        validate: (value) => typeof value === 'string' && !hasLoneSurrogate(value),
        defaultMessage: () => LONE_SURROGATE,
      },
    }),
    ApiProperty({ type: 'string', minLength: 1, maxLength: max }),
  );
}

/** A model's, maker's, lot's or level's name: data, not about the patient. */
export const Name200 = () => Text(MAX_TEXT);
/** Where something can be read, such as a document: not about the patient. */
export const Citation = () => Text(MAX_NOTE);
/** A short text about the patient; never decides a dose, verdict or finding. */
export const FreeText = () => compose(Personal(), Text(MAX_TEXT));
/** A long text about the patient; never decides a dose, verdict or finding. */
export const Note = () => compose(Personal(), Text(MAX_NOTE));

function Pattern(pattern: RegExp, message: string): PropertyDecorator {
  return compose(Matches(pattern, { message }), ApiProperty({ type: 'string', pattern: pattern.source }));
}

/** A pattern without its ends, as messages show it. */
const shape = ({ source }: RegExp): string => source.slice(1, -1);

export const DRUG_NAME = new RegExp(`^[a-z][a-z0-9-]{0,${MAX_ID - 1}}$`);
/** A drug's name in lower case, such as `baclofen`. */
export const DrugName = () =>
  Pattern(DRUG_NAME, `must be a drug in lower case, such as baclofen: ${shape(DRUG_NAME)}`);

/** A drug's name where only a drug can be meant. */
export const RealDrugName = () =>
  compose(
    DrugName(),
    ValidateBy({
      name: 'realDrug',
      validator: {
        validate: (value) => value !== DRUG_FREE,
        defaultMessage: () => `must be a drug: ${DRUG_FREE} is none`,
      },
    }),
  );

/** A code such as `spinal-cord-injury`. */
export const KebabCode = () =>
  Pattern(
    new RegExp(`^(?=.{1,${MAX_ID}}$)[a-z][a-z0-9]*(-[a-z0-9]+)*$`),
    `must be a code of 1 to ${MAX_ID} characters such as spinal-cord-injury`,
  );

export const EVENT_ID = new RegExp(`^[A-Za-z0-9][A-Za-z0-9._:-]{0,${MAX_EVENT_ID - 1}}$`);
export const EventIdField = () => Pattern(EVENT_ID, `must be an event id: ${shape(EVENT_ID)}`);

/** The pattern of therapies, and of the audit's findings and cessations and of policies. */
export const NAMED_ID = new RegExp(`^[A-Za-z0-9][A-Za-z0-9._-]{0,${MAX_ID - 1}}$`);
export const NamedId = () => Pattern(NAMED_ID, `must be an id: ${shape(NAMED_ID)}`);

/** `<iss>#<sub>`, of a member of staff. */
export const StaffSubject = () =>
  compose(
    Text(MAX_NOTE),
    Pattern(
      /^https?:\/\/[^\s#]+#\S.*$/,
      'must be a subject, <iss>#<sub>, as GET /v1/me and recordedBy say it',
    ),
  );

const PLACE_CODE = new RegExp(`^[a-z][a-z0-9-]{0,${MAX_ID - 1}}$`);
/** A site or a unit of one. */
export const PlaceCode = () =>
  Pattern(PLACE_CODE, `must be a code in lower case, such as north: ${shape(PLACE_CODE)}`);

export const CLOCK_TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
export const ClockTime = () => Pattern(CLOCK_TIME, 'must be a time of day from 00:00 to 23:59, HH:MM');

/** An instant with its offset. */
export const InstantText = (): PropertyDecorator =>
  compose(
    ValidateBy({
      name: 'instant',
      validator: { validate: isInstant, defaultMessage: () => `must be ${ACCEPTED_INSTANTS}` },
    }),
    ApiProperty({ type: 'string', format: 'date-time' }),
  );

/** A list of at most `maxItems` instants with their offsets. */
export function InstantList(maxItems: number): PropertyDecorator {
  const message = `must be a list of at most ${maxItems} items, each ${ACCEPTED_INSTANTS}`;
  return compose(
    IsArray({ message }),
    ArrayMaxSize(maxItems, { message }),
    ValidateBy(
      { name: 'instants', validator: { validate: isInstant, defaultMessage: () => message } },
      { each: true },
    ),
    ApiProperty({ type: 'string', format: 'date-time', isArray: true, maxItems }),
  );
}

/** One of the given codes. */
export const Choice = (values: readonly string[]): PropertyDecorator =>
  compose(
    IsIn(values, { message: `must be ${values.length === 1 ? values[0] : `one of ${values.join(', ')}`}` }),
    ApiProperty({ type: 'string', enum: [...values] }),
  );

export const YesOrNo = (): PropertyDecorator =>
  compose(IsBoolean({ message: 'must be true or false' }), ApiProperty({ type: 'boolean' }));

/** A day that exists, without a time. */
export const CalendarDate = (): PropertyDecorator =>
  compose(
    ValidateBy({
      name: 'calendarDate',
      validator: {
        validate: isCalendarDate,
        defaultMessage: () => 'must be a calendar date that exists, YYYY-MM-DD, from the year 1900 on',
      },
    }),
    ApiProperty({ type: 'string', format: 'date' }),
  );

/** A day, a month or a year that exists. */
export const PartialDate = (): PropertyDecorator =>
  compose(
    ValidateBy({
      name: 'partialDate',
      validator: {
        validate: isPartialDate,
        defaultMessage: () =>
          'must be a day, month or year that exists, YYYY-MM-DD, YYYY-MM or YYYY, from the year 1900 on',
      },
    }),
    ApiProperty({ type: 'string', example: '2026-08', pattern: String.raw`^\d{4}(-\d\d(-\d\d)?)?$` }),
  );

/** An instant, or a date as exactly as it is known. */
export const DateOrInstant = (): PropertyDecorator =>
  compose(
    ValidateBy({
      name: 'dateOrInstant',
      validator: {
        validate: (value) => typeof value === 'string' && spanOf(value) !== undefined,
        defaultMessage: () => `must be ${ACCEPTED_DATES}`,
      },
    }),
    ApiProperty({ type: 'string', description: ACCEPTED_DATES }),
  );

/** A list of at most `maxItems` names of at most 200 characters. */
export function NameList(maxItems: number): PropertyDecorator {
  const message = `must be a list of at most ${maxItems} texts of 1 to ${MAX_TEXT} characters`;
  const isName = (value: unknown) => typeof value === 'string' && hasLength(value, MAX_TEXT);
  return compose(
    IsArray({ message }),
    ArrayMaxSize(maxItems, { message }),
    ValidateBy(
      { name: 'names', validator: { validate: isName, defaultMessage: () => message } },
      { each: true },
    ),
    ApiProperty({ type: 'string', isArray: true, maxItems }),
  );
}

/** A list of at most `maxItems` of the given codes. */
export function ChoiceList(values: readonly string[], maxItems: number): PropertyDecorator {
  const message = `must be a list of at most ${maxItems} of ${values.join(', ')}`;
  return compose(
    IsArray({ message }),
    ArrayMaxSize(maxItems, { message }),
    IsIn(values, { each: true, message }),
    ApiProperty({ type: 'string', isArray: true, enum: [...values], maxItems }),
  );
}
