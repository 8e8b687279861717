import { getSchemaPath } from '@nestjs/swagger';
import { readContent } from '../../src/therapy/content.js';
import { recordableNames } from '../../src/therapy/events/index.js';
import { recordingBody, recordingModels } from '../../src/therapy/recording-body.js';

const description = recordingBody() as unknown as {
  schema: {
    oneOf: { $ref: string }[];
    discriminator: { propertyName: string; mapping: Record<string, string> };
  };
  examples: Record<string, { value: unknown }>;
};

test('the body is one of all types, each under its name', () => {
  const refs = recordableNames.map((name) => `#/components/schemas/Record${name}`);
  expect(description.schema.oneOf.map(({ $ref }) => $ref)).toEqual(refs);
  expect(description.schema.discriminator).toEqual({
    propertyName: 'type',
    mapping: Object.fromEntries(recordableNames.map((name, index) => [name, refs[index]])),
  });
  expect(recordingModels.map((model) => getSchemaPath(model))).toEqual(refs);
});

test('each type has an example that is accepted', () => {
  expect(Object.keys(description.examples)).toEqual(recordableNames);
  for (const { value } of Object.values(description.examples))
    expect(readContent(value, { defaultSourceKind: 'manual' }).ok).toBe(true);
});
