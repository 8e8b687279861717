import { given, SettingsError } from '../../config/setting.js';
import { WEB_ADDRESS, isWebAddress } from '../../config/web-address.js';
import {
  COSIGNATURE_KEY,
  MalformedVerifierKey,
  type VerifierKey,
  parseVerifierKey,
} from '../../ledger/verifier-key.js';
import { readGiven } from '../../config/durable-file.js';

/** A witness, which cosigns our checkpoints. */
export interface Witness {
  readonly key: VerifierKey;
  /** `<submission prefix>/add-checkpoint`. */
  readonly url: string;
}

const ACCEPTED = 'one `<verifier key> <submission prefix URL>` a line; # begins a comment';

/** The reason why a line is no witness, else the witness. */
function witnessIn(line: string): Witness | string {
  const [vkey = '', prefix, ...more] = line.split(/[ \t]+/);
  if (prefix === undefined || more.length > 0) return `is not of the form <verifier key> <URL>`;
  let key: VerifierKey;
  try {
    key = parseVerifierKey(vkey);
  } catch (error) {
    if (!(error instanceof MalformedVerifierKey)) throw error;
    return `begins with ${given(vkey)}, which as a verifier key ${error.message}`;
  }
  if (key.type !== COSIGNATURE_KEY)
    return `names a key of type 01, which signs notes; accepted is 04, of a witness that says when it cosigned`;
  if (!isWebAddress(prefix) || /[?#]/.test(prefix))
    return `has another submission prefix than ${WEB_ADDRESS}, and without query`;
  return { key, url: `${prefix.replace(/\/+$/, '')}/add-checkpoint` };
}

/**
 * Reads the list of witnesses.
 * @throws SettingsError with a line for each fault, which names the line of the file
 */
export function readWitnesses(file: string): readonly Witness[] {
  const lines = readGiven('WITNESSES_FILE', file, ACCEPTED).split(/\r?\n/);
  const faults: string[] = [];
  const witnesses: Witness[] = [];
  for (const [index, written] of lines.entries()) {
    const line = written.replace(/#.*/, '').trim();
    if (line === '') continue;
    const found = witnessIn(line);
    const fault = (why: string) => faults.push(`WITNESSES_FILE: line ${index + 1} of ${file} ${why}.`);
    if (typeof found === 'string') fault(found);
    else if (witnesses.some(({ key }) => key.name === found.key.name && key.keyId === found.key.keyId))
      fault(`names ${found.key.name} for the second time`);
    else witnesses.push(found);
  }
  if (faults.length === 0 && witnesses.length === 0)
    faults.push(`WITNESSES_FILE: ${file} names no witness; accepted is ${ACCEPTED}.`);
  if (faults.length > 0) throw new SettingsError(faults.join('\n'));
  return witnesses;
}
