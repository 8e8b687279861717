import { assumptionCatalogue } from '../../dist/compliance/assumptions/assumption-catalogue.js';
import { findingCatalogue } from '../../dist/compliance/rules/catalogue.js';
import { code, table } from './markdown.mjs';

const SEVERITIES = ['critical', 'warning', 'info'];

const heading = (about) => about.charAt(0).toUpperCase() + about.slice(1);

export function findingsPage() {
  const all = Object.entries(findingCatalogue).map(([name, kind]) => ({ name, ...kind }));
  const sections = [...new Set(all.map(({ about }) => about))].map((about) => {
    const rows = all
      .filter((kind) => kind.about === about)
      .toSorted((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity))
      .map(({ name, severity, meaning }) => [code(name), severity, meaning]);
    return `## ${heading(about)}\n\n${table(['code', 'severity', 'what it means'], rows)}`;
  });
  const assumptions = Object.entries(assumptionCatalogue).map(([name, meaning]) => [code(name), meaning]);
  return `# Findings and assumptions

Each finding of an audit has a \`code\`, a \`severity\`, the events that show it (\`eventIds\`), how sure the record makes it (\`confidence\`: \`certain\`, \`likely\`,
\`possible\`) and, where more could be known, what would settle it (\`settledBy\`). The thresholds are [figures of the policy](policies.md).
[How the audit judges](../explanation/audit.md).

${sections.join('\n\n')}

## Assumptions

What an answer took for granted since the record does not say it: \`code\`, \`detail\` and the events concerned, in \`assumptions\` of state, dose, dose curve
and audit.

${table(['code', 'what it means'], assumptions)}
`;
}
