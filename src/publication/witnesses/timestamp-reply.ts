import type { X509Certificate } from 'node:crypto';
import { ASN1Obj, RFC3161Timestamp } from '@sigstore/core';

/** A reply that is no timestamp of what was asked; the message completes "it …". */
export class TimestampRefused extends Error {}

const SHA_256 = 'sha256';
/** Granted, and granted with changes (RFC 3161, section 2.4.2). */
const GRANTED = [0n, 1n];
/** Of the fields of TSTInfo, those that may follow its time. */
const AFTER_TIME = 5;

/** Knows RSA, too, whose signatures are made with the hash that the signer names. */
class Timestamp extends RFC3161Timestamp {
  override get signatureAlgorithm(): string {
    return super.signatureAlgorithm ?? this.signerDigestAlgorithm;
  }
}

function parsed(reply: Buffer<ArrayBuffer>): Timestamp {
  const root = ASN1Obj.parseBuffer(reply);
  if (!root.toDER().equals(reply)) throw new TimestampRefused('answered with more than a reply in DER');
  return new Timestamp(root);
}

function nonceIn(timestamp: Timestamp): Buffer | undefined {
  return timestamp.tstInfo.root.subs.slice(AFTER_TIME).find(({ tag }) => tag.isInteger())?.value;
}

function check(reply: Buffer<ArrayBuffer>, text: string, certificate: X509Certificate, nonce?: Buffer): Date {
  const timestamp = parsed(reply);
  const { status } = timestamp;
  if (!GRANTED.includes(status)) throw new TimestampRefused(`refused, with status ${status}`);
  timestamp.verify(Buffer.from(text), certificate.publicKey);
  if (timestamp.tstInfo.messageImprintHashAlgorithm !== SHA_256)
    throw new TimestampRefused('answered with another hash than SHA-256');
  if (nonce && !nonceIn(timestamp)?.equals(nonce))
    throw new TimestampRefused('answered another question than this: its nonce is not ours');
  const at = timestamp.signingTime;
  if (!(at >= certificate.validFromDate && at <= certificate.validToDate))
    throw new TimestampRefused(`says ${at.toISOString()}, when the authority’s certificate was not valid`);
  return at;
}

/**
 * Checks what a timestamp authority answered (RFC 3161): that it is of this text, signed by the key of this certificate
 * while that was valid, and the answer to the question with this nonce, if one is given.
 * @returns when the text was there, as the authority says
 * @throws TimestampRefused
 */
export function checkTimestamp(
  reply: Uint8Array<ArrayBuffer>,
  text: string,
  certificate: X509Certificate,
  nonce?: Buffer,
): Date {
  try {
    return check(Buffer.from(reply), text, certificate, nonce);
  } catch (error) {
    if (error instanceof TimestampRefused) throw error;
    throw new TimestampRefused(`answered with no timestamp of it (${(error as Error).message})`, {
      cause: error,
    });
  }
}
