/**
 * How the spec files are put together for a run of all of them: those of a part are loaded once for all, and run one
 * after the other. Each stands for files below `test`. In the order in which they are begun: the longest first.
 */
export const PARTS = {
  pure: {
    compliance: ['compliance/**'],
    events: ['therapy/**', 'streams/**', 'infusion/**', 'property/**'],
    proofs: [
      'access/**',
      'ledger/**',
      'api/**',
      'event-store/**',
      'sqlite/**',
      'waiting/**',
      'rooms.spec.ts',
      'docs/links.spec.ts',
      'docs/map.spec.ts',
      'docs/record.spec.ts',
      'suite/parts.spec.ts',
    ],
  },
  rest: {
    kurrentdb: ['contract/**', 'e2e/kurrentdb*.spec.ts', 'e2e/migrate.spec.ts', 'migration/**'],
    packs: [
      'evidence/**',
      'e2e/{evidence,reports,case-report,openapi,signatures,policies,policies-in-force}.spec.ts',
    ],
    browser: ['browser/**'],
    published: [
      'publication/**',
      'e2e/{aliens,checkpoints,contradicted,forged-audit,ledger-proofs,verify,witnesses}.spec.ts',
    ],
    kept: ['custody/**', 'e2e/{backup,cli,clock,erasure,gone,holds,put-back,restore,staff}.spec.ts'],
    killed: ['crash/**', 'e2e/{kill,lifecycle,register,register-poison}.spec.ts'],
    verified: [
      'verifier/**',
      'answers/**',
      'threads/**',
      'repository/**',
      'record/**',
      'docker.spec.ts',
      'docs/reference.spec.ts',
    ],
    register: ['register/**'],
    ways: ['ways/**'],
    gate: ['gate/**'],
    // They look at what the build makes of style sheets, and print in its threads.
    shown: ['web/**', 'reports/**'],
    asked: ['e2e/{bodies,checks,known,lines,live,memory,recording,shared-parts,shell}.spec.ts'],
  },
};
