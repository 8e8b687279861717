import { basename } from 'node:path';
import Sequencer from '@jest/test-sequencer';
import { PARTS } from './parts.ts';

const ORDER = Object.values(PARTS).flatMap((parts) => Object.keys(parts));
const place = ({ path }) => ORDER.indexOf(basename(path, '.ts'));

/** Begins the parts in the order in which they stand. */
export default class extends Sequencer {
  sort(tests) {
    return [...tests].sort((one, other) => place(one) - place(other));
  }
}
