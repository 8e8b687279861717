import { recordableNames } from '../../src/therapy/events/index.js';
import { type DataClass, shapeOf } from '../../src/therapy/events/fields/nested.js';
import { recordingClasses } from '../../src/therapy/recording-body.js';
import { eventFields } from '../../src/web/record/event-form.js';
import type { Field } from '../../src/web/record/fields.js';
import { hintFor } from '../../src/web/record/hints/index.js';

const propertiesOf = ({ prototype }: DataClass): readonly string[] =>
  (Reflect.getMetadata('swagger/apiModelPropertiesArray', prototype as object) ?? []).map((name: string) =>
    name.slice(1),
  );

/** The classes of the objects that stand directly inside an object of a class. */
const inside = (dataClass: DataClass): readonly DataClass[] =>
  propertiesOf(dataClass).flatMap((name) => {
    const shape = shapeOf(dataClass, name);
    if (shape?.kind === 'union') return [...shape.of.values()];
    return shape?.kind === 'object' || shape?.kind === 'list' ? [shape.of] : [];
  });

const frames = new Set<DataClass>(Object.values(recordingClasses));
const isFrame = (dataClass: DataClass) => frames.has(dataClass) || dataClass.name.startsWith('Replacement');

function everyClass(): ReadonlySet<DataClass> {
  const found = new Set<DataClass>(frames);
  for (const dataClass of found) for (const one of inside(dataClass)) found.add(one);
  return found;
}

it('has a decision for every field of every event, also inside', () => {
  const undecided = [...everyClass()]
    .filter((dataClass) => !isFrame(dataClass))
    .flatMap((dataClass) =>
      propertiesOf(dataClass)
        .filter((name) => hintFor(dataClass, name) === undefined)
        .map((name) => `${dataClass.name}.${name}`),
    );
  expect(undecided).toEqual([]);
});

const hintsIn = (fields: readonly Field[]): (string | undefined)[] =>
  fields.flatMap((field) => {
    if (field.kind === 'union') return [field.hint, ...[...field.variants.values()].flatMap(hintsIn)];
    return [field.hint, ...('fields' in field ? hintsIn(field.fields) : [])];
  });

it('puts the limits of a field into its hint', () => {
  const hints = recordableNames.flatMap((name) => hintsIn(eventFields(name, 'SpasticityAssessed')));
  expect(hints).toContain('0.001-1,000,000.');
  expect(hints).toContain('0.0166667-43,200.');
  expect(hints).toContain('What was drawn out before the fill: 0, or 0.000001-100.');
  expect(hints).toContain('The pump’s clock minus the true time: -43,200 to 43,200.');
  expect(hints).toContain('At most 13 that can fall on one day, none of which overlap.');
  expect(hints).toContain('1900-2100.');
  expect(hints.filter((hint) => hint !== undefined && /[{}]|undefined/.test(hint))).toEqual([]);
});
