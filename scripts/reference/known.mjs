import { figuresIn } from '../../dist/answers/form/figures.js';
import { code, table } from './markdown.mjs';

const told = (value) => {
  if (Array.isArray(value)) return value.join(', ');
  return typeof value === 'object' ? `${value.min}–${value.max}` : String(value);
};

/** What is known of drugs or models of devices. */
export const figuresTable = (known) =>
  table(
    ['name', 'figure', 'value', 'certainty', 'source'],
    known.flatMap((one) =>
      figuresIn(one).map(({ name, value, certainty, source }) => [
        one.name,
        code(name),
        told(value),
        certainty,
        source,
      ]),
    ),
  );

/** How they are also called: the names of one source in one row. */
export const aliasesTable = (known) =>
  table(
    ['name', 'also called', 'certainty', 'source'],
    known.flatMap(({ name, aliases }) =>
      [...Map.groupBy(aliases, ({ certainty, source }) => `${certainty} ${source}`).values()].map((same) => [
        name,
        same.map(({ value }) => code(value)).join(', '),
        same[0].certainty,
        same[0].source,
      ]),
    ),
  );
