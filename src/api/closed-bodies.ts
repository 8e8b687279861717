import type { OpenAPIObject } from '@nestjs/swagger';

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;

function* refsIn(value: unknown): Generator<string> {
  if (!isObject(value)) return;
  if (typeof value['$ref'] === 'string') yield value['$ref'];
  for (const member of Object.values(value)) yield* refsIn(member);
}

/** Says of every schema that a request body uses that it takes no other properties, which is how bodies are read. */
export function closeBodies(document: OpenAPIObject): OpenAPIObject {
  const schemas = (document.components?.schemas ?? {}) as Record<string, Json>;
  const seen = new Set<string>();
  const close = (part: unknown) => {
    for (const ref of refsIn(part)) {
      const name = ref.slice(ref.lastIndexOf('/') + 1);
      const schema = schemas[name];
      if (!schema || seen.has(name)) continue;
      seen.add(name);
      if (schema['properties'] && !schema['allOf']) schema['additionalProperties'] ??= false;
      close(schema);
    }
  };
  for (const path of Object.values(document.paths)) {
    for (const operation of Object.values(path as Json)) {
      if (isObject(operation)) close(operation['requestBody']);
    }
  }
  return document;
}
