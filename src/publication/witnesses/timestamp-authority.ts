import { X509Certificate, randomBytes } from 'node:crypto';
import { given, SettingsError } from '../../config/setting.js';
import { ExternalRequestFailed, externalRequest } from './external-request.js';
import { readGiven } from '../../config/durable-file.js';
import { timestampQuery } from './timestamp-query.js';
import { TimestampRefused, checkTimestamp } from './timestamp-reply.js';

const ACCEPTED = 'the certificate in PEM by which the authority signs timestamps';
/** id-kp-timeStamping. */
const TIMESTAMPING = '1.3.6.1.5.5.7.3.8';
const NONCE_BYTES = 8;

/** @throws SettingsError */
export function readCertificate(file: string): X509Certificate {
  const pem = readGiven('TIMESTAMP_CERTIFICATE_FILE', file, ACCEPTED);
  const refuse = (why: string) =>
    new SettingsError(`TIMESTAMP_CERTIFICATE_FILE is ${given(file)}, which ${why}; accepted is ${ACCEPTED}.`);
  let certificate: X509Certificate;
  try {
    certificate = new X509Certificate(pem);
  } catch {
    throw refuse('holds no certificate in PEM');
  }
  // Of several the first is meant, which in a chain is that of the signer.
  if (!certificate.keyUsage?.includes(TIMESTAMPING))
    throw refuse('holds a certificate that is not for timestamps (no such extended key usage)');
  if (!['ec', 'rsa'].includes(certificate.publicKey.asymmetricKeyType ?? ''))
    throw refuse(`holds a certificate with a key of the type ${certificate.publicKey.asymmetricKeyType}`);
  return certificate;
}

/** As an INTEGER of DER is written: positive, and not shorter than it could be. */
function newNonce(): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  nonce[0] = (nonce[0]! & 0x3f) | 0x40;
  return nonce;
}

/** Asks the authority that the settings name to say when a text was there (RFC 3161 over HTTP). */
export class TimestampAuthority {
  constructor(
    private readonly url: string,
    private readonly certificate: X509Certificate,
    private readonly closing: AbortSignal,
  ) {}

  /**
   * @returns its reply, which was checked
   * @throws ExternalRequestFailed
   */
  async timestamp(text: string): Promise<Buffer> {
    const nonce = newNonce();
    const query = timestampQuery(text, nonce);
    const { status, body } = await externalRequest(
      this.url,
      'application/timestamp-query',
      query,
      this.closing,
    );
    if (status !== 200) throw new ExternalRequestFailed(`answered with status ${status}`);
    try {
      checkTimestamp(Buffer.from(body), text, this.certificate, nonce);
      return body;
    } catch (error) {
      if (error instanceof TimestampRefused) throw new ExternalRequestFailed(error.message, { cause: error });
      throw error;
    }
  }
}
