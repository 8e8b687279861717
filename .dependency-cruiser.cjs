const room = (name) => `^src/${name}/`;
const only = (name, ...known) => ({
  name: `${name}-knows-only-its-rooms`,
  severity: 'error',
  from: { path: room(name) },
  to: { path: '^src/', pathNot: [name, ...known].map(room) },
});
const withoutFramework = (name) => ({
  name: `${name}-knows-no-framework`,
  severity: 'error',
  from: { path: room(name) },
  to: {
    path: 'node_modules/(@nestjs/(core|cqrs|platform|config|terminus)|fastify|pino|nestjs-pino)|^node:(sqlite|http|fs)$|^(sqlite|http|fs)$',
  },
});

/** The rooms of the house, and who may know whom. */
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, pathNot: '^src/(main|cli)\\.ts$|writer|worker|pdf-thread' },
      to: {},
    },
    only('config'),
    only('ledger'),
    only('event-store'),
    only('therapy', 'ledger'),
    only('infusion', 'therapy'),
    only('compliance', 'infusion', 'therapy', 'ledger'),
    only('policy-files', 'compliance', 'therapy', 'ledger', 'config'),
    only('record', 'therapy', 'infusion', 'compliance', 'event-store', 'ledger', 'config', 'policy-files'),
    only('reports', 'record', 'therapy', 'infusion'),
    only('cli', 'reports', 'record', 'therapy', 'infusion', 'event-store', 'config', 'policy-files'),
    only(
      'projections',
      'record',
      'therapy',
      'infusion',
      'compliance',
      'event-store',
      'ledger',
      'config',
      'observability',
    ),
    withoutFramework('therapy'),
    withoutFramework('infusion'),
    withoutFramework('compliance'),
    withoutFramework('ledger'),
    withoutFramework('reports'),
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
