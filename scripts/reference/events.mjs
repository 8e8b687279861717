import { streamEventTypes } from '../../dist/streams/event-types.js';
import { eventTypes, isRecordable } from '../../dist/therapy/events/index.js';
import { personalProperties } from '../../dist/therapy/events/fields/personal.js';
import { shapeOf } from '../../dist/therapy/events/fields/nested.js';
import { code, json, table } from './markdown.mjs';
import { reached, typeInWords } from './schemas.mjs';

/** A class and all that its properties hold, by name. */
function classesFrom(dataClass, known = new Map()) {
  if (known.has(dataClass.name)) return known;
  known.set(dataClass.name, dataClass);
  for (const name of Object.keys(schemas[dataClass.name]?.properties ?? {})) {
    const shape = shapeOf(dataClass, name);
    const held = shape?.kind === 'union' ? [...shape.of.values()] : shape?.of ? [shape.of] : [];
    for (const one of held) classesFrom(one, known);
  }
  return known;
}

let schemas;
let classes;

const isReplacement = ({ oneOf }) => oneOf?.every(({ $ref }) => $ref?.includes('/Replacement'));

const holds = (schema) =>
  isReplacement(schema) ? '`type`, `occurredAt` and `data` of any type above' : typeInWords(schema);

/** @param whose undefined for what is not personal */
const mark = (whose) => (whose ? ` **Personal${whose.namedBy ? ', of staff' : ''}.**` : '');

function members(name) {
  const { properties = {}, required = [] } = schemas[name];
  const personal = classes.has(name) ? personalProperties(classes.get(name)) : new Map();
  const rows = Object.entries(properties).map(([member, schema]) => [
    `${code(member)}${required.includes(member) ? '' : ' (optional)'}`,
    holds(schema),
    `${schema.description ?? ''}${mark(personal.get(member))}`,
  ]);
  return rows.length === 0 ? 'No data.' : table(['member', 'holds', ''], rows);
}

const example = ({ name, example: { occurredAt, data } }) => json({ type: name, occurredAt, data });

const section = (type) => `## ${type.name}

${type.description}

${members(type.dataClass.name)}

${isRecordable(type.name) ? example(type) : ''}
`;

const value = (name) => `### ${name}

${schemas[name].description ?? ''}

${members(name)}
`;

const ofNoTherapy = (type) => `### ${type.name}

${type.description}

${members(type.dataClass.name)}

${example(type)}
`;

/** @param openApi with a schema for the data of each type */
export function eventsPage(openApi) {
  schemas = openApi.components.schemas;
  const types = Object.values(eventTypes);
  classes = new Map(types.flatMap(({ dataClass }) => [...classesFrom(dataClass)]));
  const own = new Set(types.map(({ dataClass }) => dataClass.name));
  const values = new Set(types.flatMap(({ dataClass }) => [...reached(schemas, dataClass.name)]));
  const others = [...values, 'StatedSource'].filter(
    (name) => !own.has(name) && !name.startsWith('Replacement'),
  );
  const linked = types.map(({ name, description }) => [`[${name}](#${name.toLowerCase()})`, description]);
  return `# Event types

An event is recorded with \`POST /v1/therapies/{id}/events\` ([how](../how-to/record.md)): \`type\`, \`occurredAt\`, \`data\` as below, and where known a
[\`source\`](#statedsource) and an \`id\` of your own. Unknown members are refused. Numbers carry their unit in their name; doses of every drug are in
micrograms. Members marked **Personal** are [kept apart and encrypted](../explanation/personal-values.md); those **of staff** under a key of that person, so
that they outlive an erasure of the patient.

\`occurredAt\` is an instant with its offset (\`2021-03-10T09:00:00+01:00\`), a partial date (\`2021\`, \`2021-03\`, \`2021-03-10\`), or
\`{ "earliest": …, "latest": … }\`. [Dates](../explanation/dates.md).

${table(['type', 'what it says'], linked)}

${types.map(section).join('\n')}
## Values in them

${[...new Set(others)].map(value).join('\n')}
## Events of no therapy

The service or its command line records them, with \`stream\` (\`policies\`, \`clock\`) in place of \`therapyId\`, and a chain and revisions of their own. They are
entries of the ledger as all others are (\`GET /v1/ledger/entries/{leafIndex}\`), and in no list of therapies, register or page that follows
what is recorded. Nothing in them is personal.

${Object.values(streamEventTypes).map(ofNoTherapy).join('\n')}`;
}
