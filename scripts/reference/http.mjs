import { code, table } from './markdown.mjs';
import { typeInWords } from './schemas.mjs';

const PROBLEM = 'application/problem+json';

const parameterRows = (parameters) =>
  parameters.map(({ name, in: where, required, description, schema }) => [
    `${code(name)}${required ? '' : ' (optional)'}`,
    where === 'header' ? 'header' : where,
    typeInWords(schema),
    [description, schema.default === undefined ? '' : `Default: ${code(schema.default)}.`]
      .filter(Boolean)
      .join(' '),
  ]);

const JSON_TYPE = 'application/json';

/** The members of a JSON answer, one level deep. */
function membersOf(schemas, { content }) {
  const schema = content?.[JSON_TYPE]?.schema;
  const named = (schema?.oneOf ?? [schema]).map((one) =>
    one?.$ref ? schemas[one.$ref.split('/').at(-1)] : one,
  );
  return named
    .filter((one) => one?.properties)
    .map(({ properties }) => Object.keys(properties).map(code).join(', '))
    .join('; or ');
}

/** Problems are listed by status alone: what they say is on the page of errors. */
function answerRows(schemas, responses) {
  const entries = Object.entries(responses);
  const problems = entries.filter(([, { content }]) => content?.[PROBLEM]).map(([status]) => status);
  const good = entries.filter(([, { content }]) => !content?.[PROBLEM]);
  return [
    ...good.map(([status, response]) => {
      const types = Object.keys(response.content ?? {}).filter((type) => type !== JSON_TYPE);
      return [status, response.description, types.map(code).join(', ') || membersOf(schemas, response)];
    }),
    ...(problems.length > 0 ? [[problems.join(', '), '[problems](errors.md)', '']] : []),
  ];
}

/** Therapies first, the service itself last. */
const ORDER = [
  '/v1/therapies/',
  '/v1/therapies',
  '/v1/import',
  '/v1/cessations',
  '/v1/findings',
  '/v1/policies',
  '/v1/drugs',
  '/v1/devices',
  '/v1/ledger',
  '/tlog',
  '/',
];
const rank = ({ path }) => ORDER.findIndex((prefix) => path.startsWith(prefix));

const section = (schemas, { method, path, operation }) => `## ${method.toUpperCase()} ${path}

${operation.summary}.${operation.description ? ` ${operation.description}` : ''}

${operation.parameters?.length > 0 ? table(['parameter', 'in', 'holds', ''], parameterRows(operation.parameters)) : ''}

${table(['answer', '', 'members'], answerRows(schemas, operation.responses))}
`;

export function httpPage({ paths, components: { schemas } }) {
  const operations = Object.entries(paths)
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ method, path, operation })),
    )
    .toSorted((a, b) => rank(a) - rank(b));
  const rows = operations.map(({ method, path, operation }) => [
    code(`${method.toUpperCase()} ${path}`),
    operation.summary,
  ]);
  return `# Requests

\`/docs\` of a running service shows the same with every member of each answer; \`/openapi.json\` is the document. JSON in and out, but where another type is
named.

- A date in a query stands for its first millisecond (UTC), also in \`asOf\` and \`to\`: ask for a whole month with the first day of the next. \`asOf\` and
  \`knownAt\` left out mean now, and all that is known.
- Doses of every drug are in micrograms, volumes in millilitres, answers are not rounded.
- Unknown parameters are refused. Lists come in pages: \`limit\`, and \`cursor\` with the \`next\` of the page before.
- Errors are \`application/problem+json\` with a stable \`code\`, the offending field and what would be accepted: [errors](errors.md).

${table(['request', ''], rows)}

${operations.map((one) => section(schemas, one)).join('\n')}`;
}
