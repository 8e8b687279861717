import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { unzipSync } from 'fflate';
import type { AuditDto } from '../../src/answers/dto/audit.dto.js';
import { type Client, setUp, shownNow, signatureOf, startService } from './support/client.js';
import type { Server } from './support/server.js';

const A = '/v1/therapies/audited';
const TRUST = { keys: [], witnesses: [] };

let server: Server;
let client: Client;
let pack: Map<string, Uint8Array>;

async function packOf(query = ''): Promise<Map<string, Uint8Array>> {
  const answer = await fetch(`${server.baseUrl}${A}/evidence.zip?asOf=2021-09-01${query}`);
  return new Map(Object.entries(unzipSync(new Uint8Array(await answer.arrayBuffer()))));
}

const jsonIn = (name: string) => JSON.parse(Buffer.from(pack.get(name)!).toString()) as unknown;

/** As a forger does it: proofs.json, which nobody signs, lists the new bytes. */
function forged(change: (audit: AuditDto) => void): Map<string, Uint8Array> {
  const audit = jsonIn('audit.json') as AuditDto;
  change(audit);
  const bytes = Buffer.from(canonicalize(audit)!);
  const proofs = jsonIn('proofs.json') as { files: Record<string, string> };
  proofs.files['audit.json'] = createHash('sha256').update(bytes).digest('hex');
  return new Map([...pack, ['audit.json', bytes], ['proofs.json', Buffer.from(canonicalize(proofs)!)]]);
}

const codesOf = async (files: Map<string, Uint8Array>) =>
  (await (await loadedOnce()).verifyPack(files, TRUST)).problems.map(({ code }) => code);

beforeAll(async () => {
  ({ server, client } = await startService());
  await setUp(client, 'audited');
  const inference = await shownNow(client, 'audited');
  const review = { inference, outcome: 'refuted', reason: 'the note says otherwise' };
  await client.record('audited', { type: 'InferenceReviewed', occurredAt: '2021-10-01', data: review });
  const { body: seen } = await client.get<AuditDto>(`${A}/audit?asOf=2021-09-01`);
  const signer = { name: 'A. Reviewer', role: 'quality' };
  for (const meaning of ['rejected', 'reviewed'])
    await client.post(
      `${A}/audit/signatures`,
      signatureOf(seen, { meaning, statement: `read and ${meaning}`, signer }),
    );
  pack = await packOf();
});
afterAll(() => server?.stop());

it('what people said of an audit is held to the events, with and without personal values', async () => {
  const { signatures, reviews } = jsonIn('audit.json') as AuditDto;
  expect([signatures.length, reviews.length]).toEqual([2, 1]);
  expect(await codesOf(pack)).toEqual([]);
  // Whoever forges nothing makes the same bytes.
  const same = forged(() => {});
  for (const name of ['audit.json', 'proofs.json'])
    expect(Buffer.from(same.get(name)!).equals(pack.get(name)!)).toBe(true);
  expect(await codesOf(await packOf('&personal=exclude'))).toEqual([]);
});

it.each<[string, (audit: AuditDto) => void]>([
  ['a rejection left out', ({ signatures }) => void signatures.shift()],
  ['all signatures left out', ({ signatures }) => void (signatures.length = 0)],
  ['another signer', ({ signatures }) => void (signatures[0]!.signer.name = 'B. Forger')],
  ['another time', ({ signatures }) => void (signatures[0]!.signedAt = '2020-01-01T00:00:00.000Z')],
  ['another statement', ({ signatures }) => void (signatures[0]!.statement = 'read and approved')],
  ['another meaning', ({ signatures }) => void (signatures[0]!.meaning = 'approved')],
  ['a signature twice', ({ signatures }) => void signatures.push(signatures[0]!)],
  ['no list', (audit) => void (audit.signatures = {} as never)],
  ['a review left out', ({ reviews }) => void reviews.pop()],
  ['another reason', ({ reviews }) => void (reviews[0]!.reason = 'none')],
  ['another day', ({ reviews }) => void (reviews[0]!.at = '2021-10-02T00:00:00.000Z')],
])('%s is found', async (_, change) => {
  expect(await codesOf(forged(change))).toContain('SAID_MISMATCH');
});
