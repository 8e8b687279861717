/**
 * What the thread of the read models begins with. The classes of events describe themselves for OpenAPI, too, which
 * the thread never asks for; what does that brings half of Nest with it, and takes longer to load than all the rest.
 */
import 'reflect-metadata';
import { registerHooks } from 'node:module';

const DESCRIBES = '@nestjs/swagger';
const NOTHING = `data:text/javascript,${encodeURIComponent(`
  const decorator = () => () => undefined;
  export { decorator as ApiExtraModels, decorator as ApiProperty, decorator as ApiSchema };
  export const getSchemaPath = () => '';
`)}`;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === DESCRIBES ? { url: NOTHING, shortCircuit: true } : next(specifier, context),
});
await import('./projections.worker.js');
