import { createHash, generateKeyPairSync, sign } from 'node:crypto';

const sha256 = (...parts: readonly Uint8Array[]) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** RFC 6962, section 2.1, as it is written there: over leaves that are given in full. */
export function rootOf(leaves: readonly Uint8Array[]): Buffer {
  if (leaves.length === 0) return sha256();
  if (leaves.length === 1) return sha256(Buffer.of(0), leaves[0]!);
  const k = splitOf(leaves.length);
  return sha256(Buffer.of(1), rootOf(leaves.slice(0, k)), rootOf(leaves.slice(k)));
}

export function pathOf(index: number, leaves: readonly Uint8Array[]): Buffer[] {
  if (leaves.length === 1) return [];
  const k = splitOf(leaves.length);
  return index < k
    ? [...pathOf(index, leaves.slice(0, k)), rootOf(leaves.slice(k))]
    : [...pathOf(index - k, leaves.slice(k)), rootOf(leaves.slice(0, k))];
}

const splitOf = (size: number) => 2 ** (Math.ceil(Math.log2(size)) - 1);

/** A log that signs notes by hand, as C2SP signed-note says. */
export function signingLog(origin: string) {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x!, 'base64url');
  const typed = Buffer.concat([Buffer.of(1), raw]);
  const id = sha256(Buffer.from(`${origin}\n`), typed).subarray(0, 4);
  return {
    origin,
    key: `${origin}+${id.toString('hex')}+${typed.toString('base64')}`,
    checkpoint(leaves: readonly Uint8Array[]) {
      const rootHash = rootOf(leaves);
      const text = `${origin}\n${leaves.length}\n${rootHash.toString('base64')}\n`;
      const signature = Buffer.concat([id, sign(null, Buffer.from(text), privateKey)]);
      const note = `${text}\n— ${origin} ${signature.toString('base64')}\n`;
      return { origin, size: leaves.length, rootHash, text, note };
    },
  };
}
