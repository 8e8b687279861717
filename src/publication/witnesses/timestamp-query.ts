import { sha256 } from '../../ledger/hashes.js';

/** DER, as RFC 3161, section 2.4.1 has it; every part is shorter than 128 bytes. */
const tlv = (tag: number, ...parts: readonly Uint8Array[]): Buffer<ArrayBuffer> => {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.of(tag, content.length), content]);
};
const SEQUENCE = 0x30;
const INTEGER = 0x02;
const OCTET_STRING = 0x04;
const VERSION = tlv(INTEGER, Buffer.of(1));
/** id-sha256 (2.16.840.1.101.3.4.2.1), with no parameters. */
const SHA_256 = tlv(SEQUENCE, Buffer.from('06096086480165030402010500', 'hex'));
const CERTIFICATE_WANTED = Buffer.of(0x01, 0x01, 0xff);

/**
 * Asks a timestamp authority to say when a text was there.
 * @param nonce comes back in the answer to this question alone; positive, its first bit not set, its first byte not 0
 */
export const timestampQuery = (text: string, nonce: Uint8Array): Buffer<ArrayBuffer> =>
  tlv(
    SEQUENCE,
    VERSION,
    tlv(SEQUENCE, SHA_256, tlv(OCTET_STRING, sha256(Buffer.from(text)))),
    tlv(INTEGER, nonce),
    CERTIFICATE_WANTED,
  );
