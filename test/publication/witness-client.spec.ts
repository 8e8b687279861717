import { NOTE_KEY, parseVerifierKey, verifierKeyText } from '../../src/ledger/verifier-key.js';
import { LedgerContradicted } from '../../src/event-store/append-gate.js';
import { checkpointText } from '../../src/ledger/checkpoint.js';
import { cosignatureVerifier } from '../../src/ledger/cosignature.js';
import { leafHash } from '../../src/ledger/hashes.js';
import { MerkleTree } from '../../src/ledger/merkle-tree.js';
import { noteText, signText, signatureLine } from '../../src/ledger/signed-note.js';
import { ExternalRequestFailed } from '../../src/publication/witnesses/external-request.js';
import type { Checkpoint } from '../../src/publication/signing/checkpoint.js';
import { WitnessClient } from '../../src/publication/witnesses/witness-client.js';
import { keyPair } from '../ledger/support/keys.js';
import { MemoryTiles } from '../ledger/support/memory-tiles.js';
import { TestWitness } from '../support/witness.js';

const log = keyPair('example.org/pumps', NOTE_KEY);
let witness: TestWitness;
beforeEach(async () => {
  witness = await new TestWitness('witness.example/w1').start();
  witness.trusted = [verifierKeyText(log.key)];
});
afterEach(() => witness.stop());

/** A log with so many leaves, which from one on may be others than those of all other such logs. */
function treeOf(size: number, forkedFrom = size): MerkleTree {
  const tree = new MerkleTree(new MemoryTiles());
  const leaf = (index: number) => leafHash(Buffer.from(`${index >= forkedFrom ? 'other' : 'leaf'} ${index}`));
  tree.append(Array.from({ length: size }, (_, index) => leaf(index)));
  return tree;
}

function checkpointOf(tree: MerkleTree, pair = log): Checkpoint {
  const head = { origin: pair.key.name, size: tree.size, rootHash: tree.root() };
  const text = checkpointText(head);
  const note = noteText(text, signatureLine(signText(text, pair.key, pair.privateKey)));
  return { ...head, text, note, ownNote: note, signedAt: 0 };
}

const asked: [number, number][] = [];
function submit(tree: MerkleTree, cosigned: number, checkpoint = checkpointOf(tree)) {
  const [vkey, url] = witness.line.trim().split(' ');
  const key = parseVerifierKey(vkey!);
  const proof = async (from: number, to: number) => {
    asked.push([from, to]);
    return tree.consistency(from, to);
  };
  asked.length = 0;
  const client = new WitnessClient(
    { key, url: `${url}/add-checkpoint` },
    proof,
    new AbortController().signal,
  );
  return client.cosignature(checkpoint, cosigned);
}
const refusal = async (
  run: Promise<unknown>,
  of: typeof ExternalRequestFailed | typeof LedgerContradicted,
) => {
  const error = await run.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(error).toBeInstanceOf(of);
  return (error as Error).message;
};

it('a witness cosigns log after log that grows, and its cosignature verifies', async () => {
  for (const [before, size] of [
    [0, 1],
    [1, 2],
    [2, 7],
    [7, 8],
    [8, 300],
    [300, 300],
  ] as const) {
    const tree = treeOf(size);
    const signature = await submit(tree, before);
    const { text } = checkpointOf(tree);
    expect(cosignatureVerifier(parseVerifierKey(witness.vkey)).verifies(text, signature.signature)).toBe(
      true,
    );
    expect(witness.cosigned(noteText(text, signatureLine(signature)))).toBe(true);
    expect(asked).toEqual([[before, size]]);
  }
});

it('where it is further than we remember, it is asked once more from there', async () => {
  await submit(treeOf(5), 0);
  expect((await submit(treeOf(9), 0)).name).toBe('witness.example/w1');
  expect(asked).toEqual([
    [0, 9],
    [5, 9],
  ]);
  // Its answer was lost: it is there already.
  expect((await submit(treeOf(9), 5)).name).toBe('witness.example/w1');
  expect(asked).toEqual([
    [5, 9],
    [9, 9],
  ]);
});

it('where it has forgotten the log, it is asked from the beginning', async () => {
  expect((await submit(treeOf(9), 5)).name).toBe('witness.example/w1');
  expect(asked).toEqual([
    [5, 9],
    [0, 9],
  ]);
});

describe('a contradiction is', () => {
  it('more events at the witness than in the log', async () => {
    await submit(treeOf(9), 0);
    const message = await refusal(submit(treeOf(7), 5), LedgerContradicted);
    expect(message).toMatch(/witness\.example\/w1 cosigned a checkpoint of 9 events, and the log holds 7/);
  });

  it.each([0, 9])('another root at the same size, remembered or not (%d)', async (cosigned) => {
    await submit(treeOf(9), 0);
    const message = await refusal(submit(treeOf(9, 4), cosigned), LedgerContradicted);
    expect(message).toMatch(/cosigned another checkpoint of 9 events/);
  });

  it.each([0, 9])('another beginning of the log (%d)', async (cosigned) => {
    await submit(treeOf(9), 0);
    const message = await refusal(submit(treeOf(12, 4), cosigned), LedgerContradicted);
    expect(message).toMatch(/is no beginning of this log of 12 events/);
  });
});

describe('a witness fails that', () => {
  const failure = () => refusal(submit(treeOf(9), 0), ExternalRequestFailed);

  it('does not know the log, or none of its keys', async () => {
    witness.trusted = [];
    expect(await failure()).toMatch(/does not know the origin/);
    witness.trusted = [verifierKeyText(keyPair('example.org/pumps', NOTE_KEY).key)];
    expect(await failure()).toMatch(/trusts none of the keys/);
  });

  it.each([
    [{ status: 500 }, /status 500/],
    [{ status: 302 }, /status 302/],
    [{ status: 409, body: '12\n', type: 'text/html' }, /status 409/],
    [{ status: 409, body: 'twelve\n', type: 'text/x.tlog.size' }, /without a size/],
    [{ status: 409, body: '12', type: 'text/x.tlog.size' }, /without a size/],
    [{ status: 409, body: '5\n', type: 'text/x.tlog.size' }, /status 409/],
    [{ body: '' }, /no signatures/],
    [{ body: 'thank you\n' }, /no signatures/],
    [{ body: `— w.example ${Buffer.alloc(76).toString('base64')}\n` }, /no signature of a known key/],
    [{ body: 'x'.repeat(300_000) }, /more than \d+ bytes/],
  ])('answers with %j', async (misbehaviour, message) => {
    witness.misbehaviour = misbehaviour;
    expect(await failure()).toMatch(message);
  });

  it('puts its name to a cosignature that does not verify', async () => {
    const forged = Buffer.concat([witness.keyId, Buffer.alloc(72)]).toString('base64');
    witness.misbehaviour = { body: `— ${witness.name} ${forged}\n` };
    expect(await failure()).toMatch(
      /did not cosign: the signature of witness\.example\/w1 .* is not of this text/,
    );
  });

  it('is not there', async () => {
    await witness.stop();
    expect(await failure()).toMatch(/did not answer \(.*ECONNREFUSED/);
  });
});

it('cosignatures of keys that are not known are ignored', async () => {
  witness.misbehaviour = { more: `— w.example ${Buffer.alloc(76).toString('base64')}\n` };
  const { name } = await submit(treeOf(9), 0);
  expect(name).toBe('witness.example/w1');
});

it('what is sent is as the specification has it', async () => {
  await submit(treeOf(5), 0);
  await new Promise((done) => setTimeout(done, 20));
  await submit(treeOf(7), 5);
  const checkpoint = checkpointOf(treeOf(7));
  expect(witness.requests).toHaveLength(2);
  expect(witness.requests[1]).toMatch(/^old 5\n([A-Za-z0-9+/]{43}=\n){4}\nexample\.org\/pumps\n7\n/);
  expect(witness.requests[1]!.endsWith(`\n\n${checkpoint.ownNote}`)).toBe(true);
  expect(witness.connections.size).toBe(1);
});
