import { catheterModels, pumpModels } from '../../dist/infusion/devices.js';
import { drugRegister } from '../../dist/infusion/drugs.js';
import { code, table } from './markdown.mjs';

const told = (value) => (typeof value === 'object' ? `${value.min}–${value.max}` : String(value));

const figures = (model) =>
  Object.entries(model).flatMap(([name, figure]) =>
    figure?.certainty ? [[model.name, code(name), told(figure.value), figure.certainty, figure.source]] : [],
  );

export function devicesPage() {
  const head = ['model', 'figure', 'value', 'certainty', 'source'];
  return `# Devices and drugs

What the service knows of models and drugs. A recorded figure comes before the model's, and every answer that used one of these says so in its
\`assumptions\`. They must be checked against the manufacturer's manuals and approved by the hospital. A model or drug that is not here can be recorded; what
it does not know of it is not guessed.

## Pumps

${table(head, pumpModels.flatMap(figures))}

## Catheters

${table(head, catheterModels.flatMap(figures))}

## Drugs

Whether a drug is approved for intrathecal infusion at all; a patient's indication can be off label all the same (\`DRUG_OFF_LABEL\`).

${table(
  ['drug', 'status', 'certainty', 'source'],
  Object.entries(drugRegister).map(([drug, { value, certainty, source }]) => [
    code(drug),
    value,
    certainty,
    source,
  ]),
)}
`;
}
