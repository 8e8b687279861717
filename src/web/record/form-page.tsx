import { eventTypes } from '../../therapy/events/index.js';
import { sentence } from '../../reports/words.js';
import { pageOf } from '../shell/page.js';
import { paths } from '../shell/paths.js';
import { TherapyHeader } from '../shell/therapy-header.js';
import { Control, Fields } from './controls.js';
import type { EventForm } from './event-form.js';
import type { Fault } from './faults.js';
import type { Field } from './fields.js';
import { titleOf } from './types-offered.js';
import { type Around, Comment } from './place.js';
import { type EventSummary, EventCard } from './event-lines.js';
import { type TypedObject, isBlank } from './typed.js';
import { say } from '../../words/say.js';
import { record as texts } from '../../words/texts/record.js';
import { told } from '../../words/told.js';

/** What a form carries besides its fields. */
interface Carried {
  /** Makes it harmless to send it twice. */
  readonly key: string;
  /** The revision at which the form was seen; 0 where nothing is recorded yet. */
  readonly revision: number;
}

export interface FormView extends Carried {
  readonly therapyId: string;
  readonly form: EventForm;
  /** Said above the form. */
  readonly notices?: readonly string[];
  /** What a correction or void speaks of. */
  readonly about?: EventSummary;
  readonly faults?: readonly Fault[];
  /** What is wrong as a whole. */
  readonly problem?: string;
  /** The list to which a row was just added. */
  readonly grown?: string;
}

/** The heading of a form: what recording it does. */
export function headingOf({ form, about }: Pick<FormView, 'form' | 'about'>): string {
  if (form.type === 'EventCorrected')
    return say(texts.correct, { about: about ? titleOf(about.type) : say(texts.anEvent) });
  if (form.type === 'EventVoided')
    return say(texts.voidWords, { about: about ? titleOf(about.type) : say(texts.anEvent) });
  return titleOf(form.type);
}

export const CarriedFields = ({ key, revision }: Carried) => (
  <>
    <input type="hidden" name="key" value={key} />
    <input type="hidden" name="revision" value={revision} />
  </>
);

const ErrorSummary = ({ faults = [], problem }: Pick<FormView, 'faults' | 'problem'>) => {
  if (faults.length === 0 && problem === undefined) return null;
  return (
    <div class="refused card" id="errors" role="alert" tabIndex={-1} autofocus>
      <h2>{say(texts.nothingWasRecorded)}</h2>
      {problem !== undefined && <p>{sentence(problem)}</p>}
      {faults.length > 0 && (
        <ul>
          {faults.map(({ pointer, label, detail }) => (
            <li key={`${pointer} ${detail}`}>
              {pointer === undefined ? (
                sentence(detail)
              ) : (
                <a href={`#${encodeURI(pointer)}`}>
                  {label}: {detail}
                </a>
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
};

function byPointer(faults: readonly Fault[]): Around['faults'] {
  const found = new Map<string, string[]>();
  for (const { pointer, detail } of faults)
    if (pointer !== undefined) found.set(pointer, [...(found.get(pointer) ?? []), detail]);
  return found;
}

/** A part of the body: the event's own fields stand open, where they come from behind a word. */
const Part = ({ field, typed, around }: { field: Field; typed: TypedObject; around: Around }) => {
  const pointer = `/${field.name}`;
  const place = { name: pointer, pointer, around };
  const given = typed[field.name]!;
  if (field.kind !== 'group') return <Control field={field} typed={given} {...place} />;
  const fields = <Fields fields={field.fields} typed={given as TypedObject} {...place} />;
  if (field.name === 'data')
    return (
      <div id={pointer} class="part" tabIndex={-1}>
        {fields}
      </div>
    );
  const isOpen = !isBlank(given) || [...around.faults.keys()].some((at) => at.startsWith(pointer));
  return (
    <details open={isOpen} id={pointer}>
      <summary>
        {field.name === 'care' ? say(texts.whereThePatientIsCared) : say(texts.sourceWhereThisComesFrom)}
      </summary>
      <div class="of-source">{fields}</div>
    </details>
  );
};

const RecordForm = ({ therapyId, form, faults = [], grown, ...carried }: FormView) => {
  const around = { faults: byPointer(faults), grown };
  return (
    <form method="post" action={paths.record(therapyId)} class="record" autocomplete="off">
      {/* The Enter key presses the first button of a form. */}
      <button name="action" value="preview" class="visually-hidden" tabIndex={-1} aria-hidden="true">
        {say(texts.preview)}
      </button>
      <CarriedFields {...carried} />
      {form.fields.map((field) => (
        <Part key={field.name} field={field} typed={form.typed} around={around} />
      ))}
      <div class="actions">
        <button name="action" value="preview" class="main">
          {say(texts.preview)}
        </button>
        <button name="action" value="record">
          {say(texts.recordWithoutPreview)}
        </button>
        <a href={paths.record(therapyId)}>{say(texts.otherEvents)}</a>
      </div>
      <p class="quiet">{say(texts.aPreviewRecordsNothingWhat)}</p>
    </form>
  );
};

/** The form of an event, with what was typed. */
export const formPage = (view: FormView): string => {
  const { therapyId, form, notices = [], about, faults = [], problem } = view;
  const heading = headingOf(view);
  const isRefused = faults.length > 0 || problem !== undefined;
  return pageOf({
    title: `${isRefused ? 'Error: ' : ''}${heading} · ${therapyId}`,
    styles: ['record'],
    scripts: ['record'],
    children: (
      <>
        <TherapyHeader therapyId={therapyId} current="record" />
        <h1>{heading}</h1>
        <ErrorSummary faults={faults} problem={problem} />
        <p>
          <Comment text={told(eventTypes[form.type].description)} />
        </p>
        {notices.map((notice) => (
          <p key={notice} class="notice card">
            {notice}
          </p>
        ))}
        {about && <EventCard {...about} />}
        <RecordForm {...view} />
      </>
    ),
  });
};
