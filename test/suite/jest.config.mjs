import { availableParallelism } from 'node:os';
import alone from '../../jest.config.mjs';

/** All spec files, put together as `parts.ts` says. */
export default {
  ...alone,
  rootDir: '../..',
  testMatch: ['<rootDir>/test/suite/{pure,rest}/*.ts'],
  testSequencer: '<rootDir>/test/suite/sequencer.mjs',
  // Parts wait for disks, servers, other threads and processes half of their time.
  maxWorkers: availableParallelism() + 2,
};
