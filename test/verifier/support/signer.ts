import { type KeyObject, createHash, generateKeyPairSync, sign } from 'node:crypto';

/** A key that signs notes, as C2SP signed-note and tlog-cosignature have it. */
export interface Signer {
  readonly vkey: string;
  /** The signature line, with its newline. */
  line(text: string): string;
}

const rawKey = (key: KeyObject): Buffer => key.export({ format: 'der', type: 'spki' }).subarray(-32);

function idOf(name: string, key: Buffer): Buffer {
  return createHash('sha256').update(`${name}\n`).update(key).digest().subarray(0, 4);
}

export function logSigner(name: string): Signer {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const key = Buffer.concat([Buffer.of(1), rawKey(publicKey)]);
  const id = idOf(name, key);
  return {
    vkey: `${name}+${id.toString('hex')}+${key.toString('base64')}`,
    line: (text) =>
      `— ${name} ${Buffer.concat([id, sign(null, Buffer.from(text), privateKey)]).toString('base64')}\n`,
  };
}

export function witness(name: string, seconds: number): Signer {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const key = Buffer.concat([Buffer.of(4), rawKey(publicKey)]);
  const id = idOf(name, key);
  return {
    vkey: `${name}+${id.toString('hex')}+${key.toString('base64')}`,
    line(text) {
      const time = Buffer.alloc(8);
      time.writeBigUInt64BE(BigInt(seconds));
      const signature = sign(null, Buffer.from(`cosignature/v1\ntime ${seconds}\n${text}`), privateKey);
      return `— ${name} ${Buffer.concat([id, time, signature]).toString('base64')}\n`;
    },
  };
}

export const textOf = (origin: string, size: number, root: Buffer): string =>
  `${origin}\n${size}\n${root.toString('base64')}\n`;

export const note = (text: string, ...signers: readonly Signer[]): string =>
  `${text}\n${signers.map((signer) => signer.line(text)).join('')}`;
