import type { FieldError } from '../../faults/field-error.js';

export interface Fault {
  /** The field that shows it; undefined where none does. */
  readonly pointer?: string;
  readonly label?: string;
  readonly detail: string;
}

/** The field that shows what is wrong at a pointer: the one itself, else the nearest that holds it. */
function shownAt(pointer: string, labels: ReadonlyMap<string, string>): string | undefined {
  for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) if (labels.has(at)) return at;
  return undefined;
}

/** What is wrong, each where a reader can mend it. */
export const faultsAt = (errors: readonly FieldError[], labels: ReadonlyMap<string, string>): Fault[] =>
  errors.map(({ pointer, detail }) => {
    const at = shownAt(pointer, labels);
    return at === undefined ? { detail } : { pointer: at, label: labels.get(at)!, detail };
  });

/** What is refused besides what could not even be read: a number that could not be read is not missing. */
export const beside = (unreadable: readonly FieldError[], refused: readonly FieldError[]): FieldError[] => [
  ...unreadable,
  ...refused.filter(({ pointer }) =>
    unreadable.every((one) => one.pointer !== pointer && !pointer.startsWith(`${one.pointer}/`)),
  ),
];
