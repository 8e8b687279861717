import fc from 'fast-check';
import {
  MalformedNote,
  UnverifiedNote,
  noteText,
  noteVerifier,
  parseNote,
  signText,
  signatureLine,
  verifiedSignatures,
} from '../../src/ledger/signed-note.js';
import {
  MalformedVerifierKey,
  NOTE_KEY,
  parseVerifierKey,
  verifierKeyText,
} from '../../src/ledger/verifier-key.js';
import { keyPair, privateKeyOf } from './support/keys.js';
import { PETER, QUASIMODO } from './support/known-notes.js';
import { FULL } from '../support/full.js';

const note = (text: string) => parseNote(Buffer.from(text));
const signed = (text: string, ...pairs: ReturnType<typeof keyPair>[]) =>
  noteText(text, pairs.map(({ key, privateKey }) => signatureLine(signText(text, key, privateKey))).join(''));
const a = keyPair('example.org/a', NOTE_KEY);
const b = keyPair('example.org/b', NOTE_KEY);

describe('a note', () => {
  it('of another implementation is made and read byte for byte', () => {
    const key = parseVerifierKey(PETER.vkey);
    const line = signatureLine(signText(PETER.text, key, privateKeyOf(PETER.seed)));
    expect(line).toBe(PETER.line);
    const read = note(noteText(PETER.text, PETER.line));
    expect(read.text).toBe(PETER.text);
    expect(verifiedSignatures(read, [noteVerifier(key)]).map(signatureLine)).toEqual([PETER.line]);
  });

  it('of which the text has blank lines ends at the last one', () => {
    const read = note(QUASIMODO);
    expect(read.text).toBe(QUASIMODO.slice(0, QUASIMODO.indexOf('\n— ')));
    expect(read.text).toMatch(/sole:\n\ned è subito sera\.\n$/);
    expect(read.signatures.map(({ name, keyId }) => [name, keyId])).toEqual([
      ['quasimodo.example/salvatore', '367ba04b'],
    ]);
  });

  it('is made and read back, whatever it says', () => {
    const text = fc
      .array(fc.string({ unit: 'grapheme' }).map((line) => line.replaceAll(/\p{Cc}/gu, '')))
      .map((lines) => `${lines.join('\n')}\n`);
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 16 }), (said, signatures) => {
        const made = signed(said, ...Array.from({ length: signatures }, () => a));
        const read = note(made);
        expect(read.text).toBe(said);
        expect(noteText(read.text, read.signatures.map(signatureLine).join(''))).toBe(made);
        expect(verifiedSignatures(read, [noteVerifier(a.key)])).toHaveLength(1);
      }),
    );
  });

  const line = PETER.line;
  it.each([
    ['no blank line', `text\n${line}`, /no blank line/],
    ['no signature', 'text\n\n', /newline of a signature/],
    ['no newline at the end', `text\n\n${line.trimEnd()}`, /newline of a signature/],
    ['a carriage return', `text\r\n\n${line}`, /control character/],
    ['a tabulator', `te\txt\n\n${line}`, /control character/],
    ['something after the signatures', `text\n\n${line}more\n`, /no signature/],
    ['a hyphen for a dash', `text\n\n${line.replace('—', '-')}`, /no signature/],
    ['two spaces', `text\n\n${line.replace('— ', '—  ')}`, /no signature/],
    ['a name with a plus', `text\n\n${line.replace('Neu', '+')}`, /no signature/],
    ['a name with a no-break space', `text\n\n${line.replace('rN', 'r\u00a0N')}`, /no signature/],
    ['no padding', `text\n\n${line.replace('=', '')}`, /no signature/],
    ['bits beyond the signature', `text\n\n${line.replace('M=\n', 'N=\n')}`, /no signature/],
    ['a key id alone', 'text\n\n— a x08gow==\n', /no signature/],
    ['a signature too many', `text\n\n${line.repeat(101)}`, /more than 100 signatures/],
    ['a million bytes', `${'x'.repeat(1_000_000)}\n\n${line}`, /longer than/],
  ])('with %s is refused', (_, text, message) => {
    expect(() => note(text)).toThrow(MalformedNote);
    expect(() => note(text)).toThrow(message);
  });

  it('that is not UTF-8 is refused', () => {
    const bytes = Buffer.from(noteText('tœxt\n', line));
    bytes[2] = 0xff;
    expect(() => parseNote(bytes)).toThrow(/UTF-8/);
  });

  it('any bytes are read, or refused as no note', () => {
    const damaged = fc.tuple(fc.nat(), fc.nat(255)).map(([at, byte]) => {
      const bytes = Buffer.from(QUASIMODO);
      bytes[at % bytes.length] = byte;
      return bytes;
    });
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array(), damaged), (bytes) => {
        try {
          const { text, signatures } = parseNote(bytes);
          expect(Buffer.from(noteText(text, signatures.map(signatureLine).join('')))).toEqual(
            Buffer.from(bytes),
          );
        } catch (error) {
          expect(error).toBeInstanceOf(MalformedNote);
        }
      }),
      { numRuns: FULL ? 2_000 : 500 },
    );
  });
});

describe('signatures', () => {
  const text = 'some text\n';
  const both = note(signed(text, a, b));

  it('of unknown keys are ignored, even with a name or a key id of a known one', () => {
    const [known] = verifiedSignatures(both, [noteVerifier(b.key)]);
    expect(known?.name).toBe('example.org/b');
    const other = { ...both.signatures[0]!, name: 'example.org/other' };
    const otherId = { ...both.signatures[0]!, keyId: '00000000' };
    const forged = { text, signatures: [other, otherId] };
    expect(() => verifiedSignatures(forged, [noteVerifier(a.key)])).toThrow(UnverifiedNote);
    expect(
      verifiedSignatures({ text, signatures: [other, ...both.signatures] }, [noteVerifier(a.key)]),
    ).toHaveLength(1);
  });

  it('of a known key that are not of the text reject the note, whoever else signed it', () => {
    const forged = {
      ...both,
      signatures: [{ ...both.signatures[0]!, signature: Buffer.alloc(64) }, both.signatures[1]!],
    };
    expect(() => verifiedSignatures(forged, [a.key, b.key].map(noteVerifier))).toThrow(/example\.org\/a/);
    const later = {
      ...both,
      signatures: [...both.signatures, { ...both.signatures[0]!, signature: Buffer.alloc(3) }],
    };
    expect(() => verifiedSignatures(later, [noteVerifier(a.key)])).toThrow(UnverifiedNote);
    expect(() => verifiedSignatures({ ...both, text: 'some texts\n' }, [noteVerifier(a.key)])).toThrow(
      UnverifiedNote,
    );
  });
});

describe('a verifier key', () => {
  it.each([PETER.vkey, 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k'])(
    '%s is read and written',
    (vkey) => {
      expect(verifierKeyText(parseVerifierKey(vkey))).toBe(vkey);
    },
  );

  it('any part of one, or one with another character, is none', () => {
    const { vkey } = PETER;
    const step = FULL ? 1 : 7;
    for (let from = 0; from < vkey.length; from += step)
      for (let to = vkey.length; to > from; to -= step)
        if (to - from < vkey.length)
          expect(() => parseVerifierKey(vkey.slice(from, to))).toThrow(MalformedVerifierKey);
    for (let at = 0; at < vkey.length; at += 1) {
      const other = String.fromCharCode(vkey.charCodeAt(at) + 1);
      expect(() => parseVerifierKey(vkey.slice(0, at) + other + vkey.slice(at + 1))).toThrow(
        MalformedVerifierKey,
      );
    }
  });

  it.each([
    ['PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW', /type 65; known are 01 and 04/],
    ['PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==', /base64/],
    ['PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW', /make another/],
    ['a b+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW', /form/],
    ['a+c74f20a3+AQ==', /0 bytes instead of 32/],
    ['', /form/],
  ])('%s is none', (text, message) => {
    expect(() => parseVerifierKey(text)).toThrow(message);
  });

  it('any text is read, or refused as none', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((text) => `a+00000000+${text}`),
        ),
        (text) => {
          try {
            expect(verifierKeyText(parseVerifierKey(text))).toBe(text);
          } catch (error) {
            expect(error).toBeInstanceOf(MalformedVerifierKey);
          }
        },
      ),
    );
  });
});
