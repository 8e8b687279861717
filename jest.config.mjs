import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PINNED = 24;
if (Number(process.versions.node.split('.')[0]) < PINNED)
  throw new Error(
    `The tests need Node ${PINNED}, and this is ${process.version}. Run them by \`npm run jest -- <file>\`, which takes the Node that npm installed.`,
  );

// The built service that tests start is compiled once for all of Jest's processes, and so are its threads: those take the
// setting from their process.
process.env.NODE_COMPILE_CACHE ??= join(tmpdir(), 'pump-ledger-compiled');

const typescript = (parser, react) => [
  '<rootDir>/test/as-built.mjs',
  {
    jsc: {
      target: 'es2023',
      parser: { syntax: 'typescript', decorators: true, ...parser },
      transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false, ...react },
      keepClassNames: true,
    },
    module: { type: 'es6' },
    sourceMaps: 'inline',
  },
];

export default {
  testEnvironment: '<rootDir>/test/environment.mjs',
  setupFiles: ['<rootDir>/test/setup.mjs'],
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.spec.ts'],
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  // A net, and no measure: on a busy machine all takes several times as long.
  testTimeout: 240_000,
  // Left alone it keeps one core free, which on two cores is half of them.
  maxWorkers: '100%',
  transform: {
    '\\.ts$': typescript({}, {}),
    '\\.tsx$': typescript({ tsx: true }, { react: { runtime: 'automatic', importSource: 'preact' } }),
  },
};
