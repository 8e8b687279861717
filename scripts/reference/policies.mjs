import { DEFAULT_POLICY, shippedPolicies } from '../../dist/compliance/policies/index.js';
import { parameterAnswers } from '../../dist/answers/form/policy.js';
import { code, table } from './markdown.mjs';
import { MEANINGS } from './policy-meanings.mjs';

const told = (value) => (Array.isArray(value) ? value.join(', ') : String(value));

/** Drugs and groups of aetiologies have free names. */
const general = (name) =>
  name.replace(/^drugs\.[^.]+\./, 'drugs.*.').replace(/\.increases\.[^.]+\./, '.increases.*.');

function meaningOf(name) {
  const meaning = MEANINGS[general(name)];
  if (meaning === undefined)
    throw new Error(`scripts/reference/policy-meanings.mjs does not say what ${name} is`);
  return meaning;
}

export function policiesPage() {
  const policies = shippedPolicies.map(({ policy, sha256 }) => ({
    policy,
    sha256,
    parameters: new Map(parameterAnswers(policy).map((parameter) => [parameter.name, parameter])),
  }));
  const names = [...new Set(policies.flatMap(({ parameters }) => [...parameters.keys()]))].toSorted();
  const unused = Object.keys(MEANINGS).filter((meaning) => !names.some((name) => general(name) === meaning));
  if (unused.length > 0) throw new Error(`no policy has a figure ${unused.join(', ')}`);

  const sideBySide = names.map((name) => [
    code(name),
    ...policies.map(({ parameters }) => (parameters.has(name) ? told(parameters.get(name).value) : '')),
  ]);
  const meanings = [...new Set(names.map(general))].map((name) => [code(name), MEANINGS[name]]);
  names.forEach(meaningOf);
  const sources = new Map();
  for (const { policy, parameters } of policies)
    for (const { name, value, source, certainty } of parameters.values()) {
      const key = JSON.stringify([name, value, source, certainty]);
      sources.set(key, [...(sources.get(key) ?? []), policy.id]);
    }
  const sourceRows = [...sources]
    .map(([key, by]) => ({ figure: JSON.parse(key), by }))
    .toSorted((a, b) => (a.figure[0] < b.figure[0] ? -1 : 1))
    .map(({ figure: [name, value, source, certainty], by }) => [
      code(name),
      told(value),
      by.length === policies.length ? 'all' : by.join(', '),
      certainty,
      source,
    ]);
  return `# Policies

Those that come with the service. The default is \`${DEFAULT_POLICY}\`, unless [\`DEFAULT_POLICY\`](settings.md) names another. A hospital [writes its own](../how-to/policy.md), which the page \`/policies\` of its
service shows beside these. [How an audit uses them](../explanation/audit.md#policies).

${table(
  ['policy', 'title', 'SHA-256 of its bytes'],
  policies.map(({ policy, sha256 }) => [code(`${policy.id}@${policy.version}`), policy.title, code(sha256)]),
)}

${policies.flatMap(({ policy }) => (policy.text === undefined ? [] : [`${code(policy.id)}: ${policy.text}`])).join('\n\n')}

## Side by side

A figure that is left out is not judged.

${table(['figure', ...policies.map(({ policy }) => code(policy.id))], sideBySide)}

## What each figure is

${table(['figure', ''], meanings)}

## Where each comes from

\`proposed\` means that there is no clinical source and that the hospital must approve it. \`memory-…\` means known, and to be confirmed by whoever has the
source at hand. A hospital's own decisions are \`approved-by-hospital\`.

${table(['figure', 'value', 'in', 'certainty', 'source'], sourceRows)}
`;
}
