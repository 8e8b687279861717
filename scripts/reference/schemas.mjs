import { anchor, code } from './markdown.mjs';

const nameOf = ({ $ref }) => $ref.slice($ref.lastIndexOf('/') + 1);
const link = (ref) => `[${nameOf(ref)}](#${anchor(nameOf(ref))})`;

/** A second is 1/60 of a minute. */
const shown = (value) => Number(value.toPrecision(6));

function limits({ minimum, exclusiveMinimum, maximum, anyOf }) {
  const least = anyOf
    ? [`0 or ≥ ${shown(anyOf.find((range) => range.minimum !== undefined).minimum)}`]
    : minimum === undefined
      ? []
      : [`${exclusiveMinimum ? '>' : '≥'} ${shown(minimum)}`];
  const most = maximum === undefined ? [] : [`≤ ${maximum}`];
  return [...least, ...most].join(', ');
}

/** What a property may hold, in a few words; other schemas as links to a heading of the page. */
export function typeInWords(schema) {
  if (schema.$ref) return link(schema);
  if (schema.allOf?.length === 1) return typeInWords(schema.allOf[0]);
  if (schema.oneOf) return schema.oneOf.map(typeInWords).join(' or ');
  if (schema.enum) return schema.enum.map((value) => code(value)).join(', ');
  if (schema.type === 'array')
    return `list of ${typeInWords(schema.items)}${schema.maxItems ? `; at most ${schema.maxItems}` : ''}`;
  if (schema.type === 'string') return schema.format === 'date' ? 'date' : 'text';
  return [schema.type, limits(schema)].filter(Boolean).join(' ');
}

/** The names of the schemas that a schema leads to, itself first and each once. */
export function reached(schemas, from, seen = new Set()) {
  if (seen.has(from)) return seen;
  seen.add(from);
  const refs = JSON.stringify(schemas[from]).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g);
  for (const [, name] of refs) reached(schemas, name, seen);
  return seen;
}
