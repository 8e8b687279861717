import { catheterModels, pumpModels } from '../../dist/infusion/devices.js';
import { aliasesTable, figuresTable } from './known.mjs';

export function devicesPage() {
  return `# Devices

What the service knows of models; [\`GET /v1/devices\`](http.md#get-v1devices) has the same. A recorded figure comes before the model's, and every answer
that used one of these says so in its \`assumptions\`. They must be checked against the manufacturer's manuals and approved by the hospital. A model that is not
here can be recorded; what is not here is not known, and is not guessed.

A model is known by any of its names, with its maker, words such as \`pump\` and its size beside them: \`Medtronic SynchroMed® II 8637-40\` is SynchroMed II. Case,
blanks, hyphens, accents and trade marks make no difference. A name that fits two models fits none.

## Pumps

${figuresTable(pumpModels)}

${aliasesTable(pumpModels)}

## Catheters

${figuresTable(catheterModels)}

${aliasesTable(catheterModels)}
`;
}
