import { drugs } from '../../dist/infusion/drugs.js';
import { aliasesTable, figuresTable } from './known.mjs';

export function drugsPage() {
  return `# Drugs

What the service knows of drugs; [\`GET /v1/drugs\`](http.md#get-v1drugs) has the same. These figures must be checked against the labels and approved by the
hospital. A drug that is not here can be recorded; what is not here is not known, and is not guessed. \`drug-free\` (saline, water) is no drug.

\`status\` says whether a drug is approved for intrathecal infusion at all; a patient's indication can be off label all the same (\`DRUG_OFF_LABEL\`).
\`strengthRangeMcgPerMl\` are the strengths at which pumps are known to be filled, \`stabilityDays\` how long a fill keeps in the pump.

## Figures

${figuresTable(drugs)}

## Names

A drug is recorded as it is written and known by any of these names. Case, blanks, hyphens and accents make no difference.

${aliasesTable(drugs)}
`;
}
