/**
 * How the spec files are put together for a run of all of them: those of a part are loaded once for all, and run one
 * after the other. Each stands for files below `test`. In the order in which they are begun: the longest first.
 */
export const PARTS = {
  pure: {
    compliance: ['compliance/**'],
    others: [
      'access/**',
      'therapy/**',
      'streams/**',
      'infusion/**',
      'property/**',
      'glass/**',
      'ledger/**',
      'api/**',
      'event-store/**',
      'sqlite/**',
      'waiting/**',
      'words/**',
      'rooms.spec.ts',
      'docs/links.spec.ts',
      'docs/map.spec.ts',
      'docs/record.spec.ts',
      'suite/parts.spec.ts',
    ],
  },
  rest: {
    kurrentdb: ['contract/**', 'e2e/kurrentdb*.spec.ts', 'e2e/migrate.spec.ts', 'migration/**'],
    // What people see. They look at what the build makes of style sheets, and print in its threads.
    shown: ['browser/**', 'web/**', 'reports/**'],
    register: ['register/**', 'crash/**', 'e2e/{kill,lifecycle,register,register-poison}.spec.ts'],
    packs: [
      'evidence/**',
      'e2e/{evidence,reports,case-report,openapi,signatures,policies,policies-in-force}.spec.ts',
    ],
    kept: [
      'custody/**',
      'publication/**',
      'e2e/{assign,backup,cli,clock,erasure,gone,holds,put-back,restore,staff}.spec.ts',
      'e2e/{aliens,checkpoints,contradicted,forged-audit,ledger-proofs,verify,witnesses}.spec.ts',
    ],
    asked: [
      'verifier/**',
      'answers/**',
      'threads/**',
      'repository/**',
      'record/**',
      'docker.spec.ts',
      'docs/reference.spec.ts',
      'e2e/{bodies,checks,known,lines,live,memory,recording,shared-parts,shell}.spec.ts',
    ],
    // Who may, and who looked.
    access: ['ways/**', 'gate/**', 'accesses/**', 'kept/**'],
  },
};
