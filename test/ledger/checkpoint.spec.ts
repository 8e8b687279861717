import { createHash, sign } from 'node:crypto';
import fc from 'fast-check';
import { LogCheckpoint, verifyCheckpoint } from '@sigstore/verify/dist/tlog/checkpoint.js';
import { checkpointText } from '../../src/ledger/checkpoint.js';
import { MalformedCheckpoint, parseCheckpoint } from './support/parse-checkpoint.js';
import { cosignatureVerifier } from '../../src/ledger/cosignature.js';
import {
  noteText,
  noteVerifier,
  parseNote,
  parseSignatures,
  signText,
  signatureLine,
  verifiedSignatures,
} from '../../src/ledger/signed-note.js';
import {
  COSIGNATURE_KEY,
  NOTE_KEY,
  parseVerifierKey,
  publicKeyObject,
} from '../../src/ledger/verifier-key.js';
import { keyPair } from './support/keys.js';
import { COSIGNED } from './support/known-notes.js';

const hash = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes));
const size = fc.nat({ max: Number.MAX_SAFE_INTEGER });

describe('a checkpoint', () => {
  it('is written and read back', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z./]{1,40}$/), size, hash, (origin, leaves, rootHash) => {
        const text = checkpointText({ origin, size: leaves, rootHash });
        expect(parseCheckpoint(text)).toEqual({ origin, size: leaves, rootHash, extensions: [] });
      }),
    );
  });

  it('keeps the lines that it does not know', () => {
    const text = `a log of ours\n0\n${Buffer.alloc(32).toString('base64')}\nmore\nand more\n`;
    expect(parseCheckpoint(text)).toMatchObject({
      origin: 'a log of ours',
      size: 0,
      extensions: ['more', 'and more'],
    });
  });

  const root = Buffer.alloc(32, 7).toString('base64');
  it.each([
    ['', /newline/],
    ['a\n1\n', /three lines/],
    [`\n1\n${root}\n`, /three lines/],
    [`a\n1\n${root}\n\nmore\n`, /three lines/],
    [`a\n1\n${root}`, /newline/],
    [`a\n01\n${root}\n`, /size/],
    [`a\n-1\n${root}\n`, /size/],
    [`a\n1e3\n${root}\n`, /size/],
    [`a\n9007199254740992\n${root}\n`, /size/],
    [`a\n1\n${root.slice(0, -1)}\n`, /root/],
    [`a\n1\n${Buffer.alloc(31).toString('base64')}\n`, /root/],
    [`a\n1\n ${root}\n`, /root/],
  ])('%j is none', (text, message) => {
    expect(() => parseCheckpoint(text)).toThrow(MalformedCheckpoint);
    expect(() => parseCheckpoint(text)).toThrow(message);
  });

  it('any text is read, or refused as none', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.constant(root), fc.constant('12'))), (lines) => {
        try {
          parseCheckpoint(`${lines.join('\n')}\n`);
        } catch (error) {
          expect(error).toBeInstanceOf(MalformedCheckpoint);
        }
      }),
    );
  });

  it('of ours is taken by an implementation of others', () => {
    const { key, privateKey } = keyPair('example.org/pumps', NOTE_KEY);
    const other = keyPair('example.org/pumps', NOTE_KEY);
    fc.assert(
      fc.property(size, hash, (leaves, rootHash) => {
        const text = checkpointText({ origin: key.name, size: leaves, rootHash });
        const lines = signatureLine(signText(text, key, privateKey));
        const trusted = (of: typeof key) => [
          {
            logID: Buffer.from(of.keyId, 'hex'),
            baseURL: of.name,
            publicKey: publicKeyObject(of),
            validFor: { start: new Date(0), end: new Date(8.64e15) },
          },
        ];
        const entry = (envelope: string) =>
          ({ inclusionProof: { checkpoint: { envelope } } }) as Parameters<typeof verifyCheckpoint>[0];
        const found = verifyCheckpoint(entry(noteText(text, lines)), trusted(key));
        expect(found).toBeInstanceOf(LogCheckpoint);
        expect(found).toMatchObject({
          origin: key.name,
          logSize: BigInt(leaves),
          logHash: rootHash,
          rest: [],
        });
        expect(() => verifyCheckpoint(entry(noteText(text, lines)), trusted(other.key))).toThrow();
        const forged = text.replace(/\n\d/, '\n9');
        if (forged !== text)
          expect(() => verifyCheckpoint(entry(noteText(forged, lines)), trusted(key))).toThrow();
      }),
      { numRuns: 25 },
    );
  });
});

describe('cosignatures', () => {
  const witnesses = COSIGNED.witnesses.map(parseVerifierKey);
  const known = [noteVerifier(parseVerifierKey(COSIGNED.log)), ...witnesses.map(cosignatureVerifier)];

  it('of public witnesses verify', () => {
    const note = parseNote(Buffer.from(COSIGNED.note));
    expect(parseCheckpoint(note.text).size).toBe(1_432_088_532);
    // The other signature of the log is of a kind that is not known here.
    expect(verifiedSignatures(note, known).map(({ name }) => name)).toEqual([
      'arche2025h1.staging.ct.transparency.dev',
      ...witnesses.map(({ name }) => name),
    ]);
  });

  it('are not of another text or time', () => {
    const note = parseNote(Buffer.from(COSIGNED.note));
    for (const witness of witnesses) {
      const verifier = cosignatureVerifier(witness);
      const { signature } = note.signatures.find(({ name }) => name === witness.name)!;
      expect(verifier.verifies(note.text, signature)).toBe(true);
      expect(verifier.verifies(note.text.replace('8532', '8533'), signature)).toBe(false);
      for (const at of [0, 7, 8, signature.length - 1]) {
        const other = Buffer.from(signature);
        other[at]! ^= 1;
        expect(verifier.verifies(note.text, other)).toBe(false);
      }
      expect(verifier.verifies(note.text, signature.subarray(1))).toBe(false);
      expect(noteVerifier(witness).verifies(note.text, signature.subarray(8))).toBe(false);
    }
  });

  it('of times that cannot be are none', () => {
    const { key, privateKey } = keyPair('w.example', COSIGNATURE_KEY);
    const text = 'a\n0\nroot\n';
    const at = (seconds: bigint) => {
      const time = Buffer.alloc(8);
      time.writeBigUInt64BE(seconds);
      const message = Buffer.from(`cosignature/v1\ntime ${seconds}\n${text}`);
      return Buffer.concat([time, sign(null, message, privateKey)]);
    };
    const verifier = cosignatureVerifier(key);
    expect(verifier.verifies(text, at(0n))).toBe(true);
    expect(verifier.verifies(text, at(2n ** 63n - 1n))).toBe(true);
    expect(verifier.verifies(text, at(2n ** 63n))).toBe(false);
  });

  it('a key id is that of the specification', () => {
    const { key } = keyPair('w.example', COSIGNATURE_KEY);
    const digest = createHash('sha256').update('w.example\n\u0004').update(key.publicKey).digest('hex');
    expect(key.keyId).toBe(digest.slice(0, 8));
    expect(parseSignatures(`— w.example ${Buffer.alloc(76).toString('base64')}\n`)).toHaveLength(1);
  });
});
