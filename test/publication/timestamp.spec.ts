import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { timestampQuery } from '../../src/publication/witnesses/timestamp-query.js';
import { TimestampRefused, checkTimestamp } from '../../src/publication/witnesses/timestamp-reply.js';
import { FULL } from '../support/full.js';

const recorded = (name: string) => readFileSync(`test/publication/timestamp/${name}`);
const certificate = (name: string) => new X509Certificate(recorded(name));
const text = recorded('text.txt').toString();
const query = recorded('query.tsq');
/** The INTEGER before the last three bytes, which ask for the certificate. */
const nonce = query.subarray(query.length - 12, query.length - 3);
const ec = certificate('ec.pem');
const reply = recorded('reply-ec.tsr');
const refusal = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    expect(error).toBeInstanceOf(TimestampRefused);
    return (error as Error).message;
  }
  throw new Error('was taken');
};

it('asks as openssl does, byte for byte', () => {
  expect(timestampQuery(text, nonce)).toEqual(query);
});

it.each([
  ['reply-ec.tsr', 'ec.pem'],
  ['reply-rsa-sha512.tsr', 'rsa.pem'],
])('takes %s', (file, pem) => {
  const at = checkTimestamp(recorded(file), text, certificate(pem), nonce);
  // It was recorded on this day.
  expect(at.toISOString()).toMatch(/^2026-11-23T06:5\d:\d\d\.000Z$/);
  expect(checkTimestamp(recorded(file), text, certificate(pem))).toEqual(at);
});

it.each([
  ['of another text', () => checkTimestamp(reply, `${text} `, ec, nonce), /imprint/],
  ['by another key', () => checkTimestamp(reply, text, certificate('rsa.pem'), nonce), /signature/],
  ['by the CA', () => checkTimestamp(reply, text, certificate('ca.pem'), nonce), /signature/],
  ['to another question', () => checkTimestamp(reply, text, ec, Buffer.from(nonce).fill(1, 8)), /nonce/],
  [
    'outside the time of the certificate',
    () => checkTimestamp(reply, text, certificate('expired.pem')),
    /not valid/,
  ],
  ['that is a refusal', () => checkTimestamp(recorded('rejected.tsr'), text, ec, nonce), /status 2/],
  ['that is empty', () => checkTimestamp(Buffer.alloc(0), text, ec), /no timestamp/],
  ['that goes on', () => checkTimestamp(Buffer.concat([reply, Buffer.of(0)]), text, ec), /more than/],
  ['that is a page', () => checkTimestamp(Buffer.from('<html>'), text, ec), /no timestamp/],
])('refuses a reply %s', (_, run, message) => {
  expect(refusal(run)).toMatch(message);
});

/** Of the bytes where it may be changed, those that are: all at full size. */
const STEP = FULL ? 1 : 5;

it('a reply is refused whatever byte changes of what was stamped, of what was signed, or of the signature', () => {
  // As `openssl asn1parse` shows them: TSTInfo, the signed attributes, and the signature's value.
  const parts = [
    [71, 217],
    [731, 883],
    [897, reply.length],
  ] as const;
  for (const [first, end] of parts)
    for (let at = first; at < end; at += STEP) {
      const changed = Buffer.from(reply);
      changed[at]! ^= 1;
      refusal(() => checkTimestamp(changed, text, ec, nonce));
    }
});

it('a reply with any byte changed is refused, or says the same', () => {
  const time = checkTimestamp(reply, text, ec);
  fc.assert(
    fc.property(fc.nat(reply.length - 1), fc.integer({ min: 1, max: 255 }), (at, difference) => {
      const changed = Buffer.from(reply);
      changed[at]! ^= difference;
      try {
        expect(checkTimestamp(changed, text, ec, nonce)).toEqual(time);
      } catch (error) {
        expect(error).toBeInstanceOf(TimestampRefused);
      }
    }),
    { numRuns: FULL ? 500 : 50 },
  );
});
