const { readdirSync } = require('node:fs');
const { join } = require('node:path');

/**
 * The rooms of the house, each with those that it knows. A room knows only rooms that stand above it here, so that
 * there is no circle of rooms; test/rooms.spec.ts says where a room is named that another knows no more.
 */
const ROOMS = {
  faults: [],
  config: ['faults'],
  sqlite: [],
  waiting: [],
  threads: ['faults'],
  cqrs: [],
  ledger: [],
  'event-store': ['faults', 'sqlite', 'waiting', 'threads'],
  therapy: ['faults', 'ledger'],
  streams: ['ledger', 'therapy'],
  infusion: ['faults', 'therapy'],
  compliance: ['faults', 'config', 'ledger', 'therapy', 'infusion'],
  custody: ['faults', 'config', 'sqlite'],
  observability: ['config'],
  repository: ['faults', 'config', 'event-store', 'therapy', 'streams', 'compliance', 'custody'],
  answers: [
    'faults',
    'config',
    'threads',
    'cqrs',
    'ledger',
    'event-store',
    'therapy',
    'streams',
    'infusion',
    'compliance',
    'repository',
  ],
  record: [
    'faults',
    'config',
    'cqrs',
    'ledger',
    'event-store',
    'therapy',
    'infusion',
    'compliance',
    'custody',
    'repository',
    'answers',
  ],
  register: [
    'faults',
    'config',
    'sqlite',
    'waiting',
    'cqrs',
    'ledger',
    'event-store',
    'therapy',
    'streams',
    'infusion',
    'compliance',
    'custody',
    'observability',
    'repository',
    'answers',
  ],
  reports: ['waiting', 'threads', 'therapy', 'infusion', 'answers'],
  publication: [
    'faults',
    'config',
    'sqlite',
    'waiting',
    'ledger',
    'event-store',
    'observability',
    'repository',
    'record',
  ],
  verifier: [
    'config',
    'sqlite',
    'waiting',
    'threads',
    'ledger',
    'event-store',
    'therapy',
    'compliance',
    'repository',
    'answers',
    'reports',
  ],
  evidence: [
    'faults',
    'ledger',
    'therapy',
    'compliance',
    'repository',
    'answers',
    'reports',
    'publication',
    'verifier',
  ],
  backup: ['faults', 'config', 'sqlite', 'ledger', 'event-store', 'custody', 'repository', 'verifier'],
  migration: ['faults', 'ledger', 'event-store', 'custody', 'publication'],
  api: [
    'faults',
    'config',
    'waiting',
    'threads',
    'ledger',
    'event-store',
    'therapy',
    'custody',
    'observability',
    'repository',
    'answers',
    'record',
    'register',
    'reports',
    'publication',
    'verifier',
    'evidence',
  ],
  web: [
    'faults',
    'config',
    'waiting',
    'ledger',
    'event-store',
    'therapy',
    'streams',
    'infusion',
    'compliance',
    'repository',
    'answers',
    'record',
    'register',
    'reports',
    'publication',
    'verifier',
    'api',
  ],
  cli: [
    'faults',
    'config',
    'ledger',
    'event-store',
    'therapy',
    'infusion',
    'compliance',
    'custody',
    'observability',
    'repository',
    'answers',
    'record',
    'reports',
    'publication',
    'verifier',
    'evidence',
    'backup',
    'migration',
  ],
};

const names = Object.keys(ROOMS);
const found = readdirSync(join(__dirname, 'src'), { withFileTypes: true }).filter((entry) =>
  entry.isDirectory(),
);
for (const { name } of found)
  if (!names.includes(name))
    throw new Error(`src/${name} has no rule: name it, and the rooms that it knows.`);
for (const [index, name] of names.entries())
  for (const known of ROOMS[name])
    if (!names.slice(0, index).includes(known))
      throw new Error(`${name} knows ${known}, which does not stand above it.`);

const room = (name) => `^src/${name}/`;
const knowsOnlyItsRooms = ([name, known]) => ({
  name: `${name}-knows-only-its-rooms`,
  severity: 'error',
  from: { path: room(name) },
  to: { path: '^src/', pathNot: [name, ...known].map(room) },
});
const withoutFramework = (name) => ({
  name: `${name}-knows-no-framework`,
  severity: 'error',
  from: { path: room(name), pathNot: '^src/compliance/policies/files/' },
  to: {
    path: 'node_modules/(@nestjs/(core|cqrs|platform|config|terminus)|fastify|pino|nestjs-pino)|^node:(sqlite|http|fs)$|^(sqlite|http|fs)$',
  },
});

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, pathNot: '^src/(main|cli)\\.ts$|writer|worker|pdf-thread|web/client' },
      to: {},
    },
    {
      name: 'sqlite-is-opened-in-its-room',
      comment: 'Open files, and begin transactions, by src/sqlite.',
      severity: 'error',
      from: { path: '^src/', pathNot: room('sqlite') },
      to: { path: '^(node:)?sqlite$', dependencyTypesNot: ['type-only'] },
    },
    ...Object.entries(ROOMS).map(knowsOnlyItsRooms),
    ...['faults', 'ledger', 'therapy', 'infusion', 'compliance', 'reports'].map(withoutFramework),
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
    moduleSystems: ['es6', 'cjs'],
  },
};
