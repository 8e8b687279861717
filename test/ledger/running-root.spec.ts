import fc from 'fast-check';
import { RunningRoot } from '../../src/ledger/running-root.js';
import { Reference, leafOf } from './support/rfc6962.js';

it('is the root of RFC 6962 at every size', () => {
  const leaves = Array.from({ length: 300 }, (_, index) => leafOf(Buffer.from(`leaf ${index}`)));
  const reference = new Reference(leaves);
  const running = new RunningRoot();
  expect(running.root()).toEqual(reference.mth(0, 0));
  for (const [index, leaf] of leaves.entries()) {
    running.add(leaf);
    expect(running.root()).toEqual(reference.mth(0, index + 1));
  }
});

it('is another where any leaf is another, missing, or in another place', () => {
  const rootOf = (leaves: readonly Buffer[]) => {
    const running = new RunningRoot();
    for (const leaf of leaves) running.add(leaf);
    return running.root().toString('hex');
  };
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 70 }), fc.nat(), (size, at) => {
      const leaves = Array.from({ length: size }, (_, index) => leafOf(Buffer.from(`leaf ${index}`)));
      const index = at % (size - 1);
      const root = rootOf(leaves);
      expect(rootOf(leaves.with(index, leafOf(Buffer.from('other'))))).not.toBe(root);
      expect(rootOf(leaves.toSpliced(index, 1))).not.toBe(root);
      expect(rootOf(leaves.with(index, leaves[index + 1]!).with(index + 1, leaves[index]!))).not.toBe(root);
    }),
  );
});
