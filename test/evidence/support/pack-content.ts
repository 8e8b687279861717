import { createHash } from 'node:crypto';
import type { PackContent } from '../../../src/evidence/pack.js';
import type { AuditDto } from '../../../src/answers/dto/audit.dto.js';
import { pathOf, signingLog } from './ledger.js';

const sha256 = (bytes: string | Uint8Array) => createHash('sha256').update(bytes).digest();

/** As in SD-JWT: the base64url of `[salt, name, value]`; here the text is given, so that it stands as it is. */
export const disclosed = (salt: string, name: string, valueJson: string) => {
  const disclosure = Buffer.from(`["${salt}","${name}",${valueJson}]`).toString('base64url');
  return { disclosure, digest: sha256(disclosure).toString('base64url') };
};

export const THERAPY = 'p-17';
export const PSEUDONYM = disclosed('AAAAAAAAAAAAAAAAAAAAAA', 'patientPseudonym', '"Grüße, \\"p\\" \\\\ 17]"');
export const DISPLAYED = disclosed('BBBBBBBBBBBBBBBBBBBBBA', 'displayed', '{"revision":3,"value":"a, b"}');

/** RFC 8785 by hand: members in order, no spaces. */
function chain(datas: readonly string[], owner = `"therapyId":"${THERAPY}"`): Buffer[] {
  let previous = '0'.repeat(64);
  return datas.map((data, index) => {
    const line = `{"data":${data},"id":"e${index + 1}","occurredAt":{},"previousHash":"${previous}","recordedAt":"2024-01-01T00:00:00.000Z","recordedBy":{},"revision":${index + 1},"schemaVersion":1,"source":{},${owner},"type":"X"}`;
    previous = sha256(line).toString('hex');
    return Buffer.from(line);
  });
}

export const AUDIT = {
  therapyId: THERAPY,
  policy: { id: 'case-report-2024', version: '2' },
  asOf: '2024-05-01T00:00:00.000Z',
  knownAt: '2024-06-01T22:30:00.000Z',
  auditHash: 'ab'.repeat(32),
  reviews: [],
  signatures: [],
} as unknown as AuditDto;

export const POLICY = Buffer.from('{"lenient":false}');

/** Of versions of two policies, in the stream of such events. */
const ADOPTED = chain(
  ['strict', 'case-report-2024'].map(
    (id) => `{"policy":"${id}","policyVersion":"2","sha256":"${sha256(POLICY).toString('hex')}"}`,
  ),
  '"stream":"policies"',
);

/**
 * A pack of a therapy whose events stand among those of others in a log: at 0, 2, 3 and so on.
 * Where there are enough others, the last of them say which policies came into force.
 * @param events of the therapy, at least 3
 */
export function packContent(events = 5, others = 4): PackContent & { readonly leaves: readonly Buffer[] } {
  const own = chain([
    `{"patientPseudonym":{"$sd":"${PSEUDONYM.digest}"}}`,
    '{"note":"not personal, \\"previousHash\\":\\"x\\", ü"}',
    `{"a/b":[{"displayed":{"$sd":"${DISPLAYED.digest}"}}]}`,
    ...Array.from({ length: events - 3 }, (_, index) => `{"n":${index}}`),
  ]);
  const [first, ...rest] = own;
  const adopted = others >= 4 ? ADOPTED : [];
  const other = [
    ...Array.from({ length: others - adopted.length }, (_, index) => Buffer.from(`{"other":${index}}`)),
    ...adopted,
  ];
  const leaves = [first!, ...other.slice(0, 1), ...rest, ...other.slice(1)];
  const log = signingLog('log.example/ledger');
  const disclosures = [[PSEUDONYM.disclosure], [], [DISPLAYED.disclosure]];
  return {
    leaves,
    audit: AUDIT,
    release: 'pump-ledger 0.0.0',
    pdf: Buffer.from('%PDF-'),
    checkpoint: log.checkpoint(leaves),
    keys: [log.key],
    policies: [{ reference: 'case-report-2024@2', bytes: POLICY }],
    policyEvents: adopted.map((bytes, index) => ({
      revision: index + 1,
      leafIndex: leaves.indexOf(bytes),
      bytes,
    })),
    checkScript: 'the verifier\n',
    personal: true,
    staff: true,
    async *events() {
      for (const [index, bytes] of own.entries())
        yield [
          {
            revision: index + 1,
            leafIndex: leaves.indexOf(bytes),
            bytes,
            disclosures: disclosures[index] ?? [],
          },
        ];
    },
    inclusions: async (leafIndexes) => leafIndexes.map((leafIndex) => pathOf(leafIndex, leaves)),
  };
}
