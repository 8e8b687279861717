import type { FieldError } from '../faults/field-error.js';
import { canonicalDrug } from '../infusion/drugs.js';
import type { Content } from '../therapy/envelope.js';
import type { Solution } from '../therapy/events/values/solution.js';
import { InvalidContent } from './errors.js';

type Said = Pick<Content, 'type' | 'data'>;
type Placed = readonly [pointer: string, solution: Solution];

/** The solutions of an event, each with its place. */
function solutionsIn({ type, data }: Said, at = '/data'): Placed[] {
  const of = data as Solution & Readonly<Record<'from' | 'to' | 'reservoir', Solution>>;
  if (type === 'ReservoirRefilled') return [[at, of]];
  if (type === 'DrugSwitched')
    return [
      [`${at}/from`, of.from],
      [`${at}/to`, of.to],
    ];
  if (type === 'TherapyTakenOver') return [[`${at}/reservoir`, of.reservoir]];
  if (type !== 'EventCorrected') return [];
  const { replacement } = data as Content<'EventCorrected'>['data'];
  return solutionsIn(replacement, `${at}/replacement/data`);
}

const twiceIn = (content: Said): FieldError[] =>
  solutionsIn(content).flatMap(([at, { drug, with: further = [] }]) => {
    const names = [drug, ...further.map((one) => one.drug)];
    const drugs = names.map(canonicalDrug);
    return names.flatMap((name, index) => {
      const first = drugs.indexOf(drugs[index]!);
      return first === index
        ? []
        : [
            {
              pointer: `${at}/with/${index - 1}/drug`,
              detail: `must not name a drug of the same solution twice: ${name} is ${names[first]}`,
            },
          ];
    });
  });

/** @throws InvalidContent where a drug stands in a solution twice by two names: a drug and its brand are one */
export function refuseNamedTwice(content: Said): void {
  const twice = twiceIn(content);
  if (twice.length > 0) throw new InvalidContent('VALIDATION_FAILED', twice);
}
