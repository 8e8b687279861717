import { availableParallelism } from 'node:os';
import alone from '../../jest.config.mjs';

/** All spec files, put together as `parts.ts` says. */
export default {
  ...alone,
  rootDir: '../..',
  testMatch: ['<rootDir>/test/suite/{pure,rest}/*.ts'],
  testSequencer: '<rootDir>/test/suite/sequencer.mjs',
  // Parts wait for disks, servers and processes a fifth of their time.
  maxWorkers: availableParallelism() + 1,
};
