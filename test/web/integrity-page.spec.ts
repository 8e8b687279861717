import { signatureLine } from '../../src/ledger/signed-note.js';
import { COSIGNATURE_KEY, NOTE_KEY, verifierKey, verifierKeyText } from '../../src/ledger/verifier-key.js';
import type { Checkpoint } from '../../src/publication/signing/checkpoint.js';
import { integrityPage } from '../../src/web/integrity/integrity-page.js';
import type { IntegrityView, Verified } from '../../src/web/integrity/integrity-view.js';

const ORIGIN = 'example.org/pumps';
const key = (fill: number, type = NOTE_KEY, name = ORIGIN) => verifierKey(name, type, Buffer.alloc(32, fill));
const current = key(1);
const earlier = key(2);
const witness = key(3, COSIGNATURE_KEY, 'witness.example');

const line = ({ name, keyId }: typeof current, signature: Buffer) =>
  signatureLine({ name, keyId, signature });
/** 2021-03-10 09:00 UTC in seconds, as 64 bits, before what was signed. */
const cosigned = Buffer.alloc(72);
cosigned.writeBigUInt64BE(1_615_366_800n);

const text = `${ORIGIN}\n7\n${Buffer.alloc(32, 9).toString('base64')}\n`;
const published: Checkpoint = {
  origin: ORIGIN,
  size: 7,
  rootHash: Buffer.alloc(32, 9),
  text,
  note: `${text}\n${line(current, Buffer.alloc(64))}${line(earlier, Buffer.alloc(64))}${line(witness, cosigned)}`,
  ownNote: '',
  signedAt: Date.UTC(2021, 2, 10, 8),
};

const view: IntegrityView = {
  ledger: {
    status: 'compared',
    signer: 'this service',
    signedSize: 7,
    publishedSize: 7,
    publishedCheckpointSignedAt: '2021-03-10T08:00:00.000Z',
    witnesses: [{ name: 'witness.example', status: 'ok' }],
    timestampAuthorities: [],
  },
  refusal: undefined,
  tree: { status: 'up-to-date', size: 9, eventsBehind: 0 },
  published,
  keys: [current, earlier],
  cosigned: [{ key: witness, size: 7 }],
  keeping: { erased: 2, held: 1, keyLost: 0, staffKeyLost: 0 },
  policies: [],
  verifying: 0,
};
const verified: Verified = {
  ok: true,
  treeSize: 9,
  rootHash: 'cm9vdA==',
  problems: [],
  problemCount: 0,
  therapies: 2,
  streamsOfNone: 1,
  checkpoints: 3,
  covered: 7,
  at: Date.UTC(2021, 2, 11),
  tookMs: 1234,
  hasWaited: false,
};

/** What a reader sees: no tags, and entities as what they stand for. */
const told = (more: Partial<IntegrityView> = {}): string =>
  integrityPage({ ...view, ...more })
    .replace(/^.*<main[^>]*>/s, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('&quot;', '"')
    .replaceAll(/\s+/g, ' ');

it('tells whose signatures stand under the last published checkpoint, and when witnesses cosigned', () => {
  const words = told();
  expect(words).toContain(`${ORIGIN} ${current.keyId} this log, by its current key —`);
  expect(words).toContain(`${ORIGIN} ${earlier.keyId} this log, by an earlier key —`);
  expect(words).toContain(`witness.example ${witness.keyId} a witness 2021-03-10 09:00 UTC`);
  expect(words).toContain('2 later events will be covered by the next one');
  expect(words).toContain(`Current ${verifierKeyText(current)} Earlier ${verifierKeyText(earlier)}`);
});

it('tells how witnesses answer, or that there are none', () => {
  const failing = { name: 'witness.example', status: 'failing', detail: 'it <b>answered</b> 500' } as const;
  const page = integrityPage({ ...view, ledger: { ...view.ledger, witnesses: [failing] } });
  expect(page).toMatch(/witness\.example.*failing.*it &lt;b>answered.*7/s);
  expect(told({ ledger: { ...view.ledger, witnesses: [] } })).toContain(
    'No witness and no timestamp authority',
  );
});

it.each([
  [
    'contradicted',
    'the log holds 6 events',
    undefined,
    'contradicted The log holds 6 events. Nothing more is recorded',
  ],
  [
    'failed',
    undefined,
    'The log could not be compared.',
    'could not be compared The log could not be compared.',
  ],
  ['checking', undefined, 'The log is being compared.', 'are being compared with the last signed checkpoint'],
] as const)('tells that the log is %s', (status, detail, refusal, words) => {
  expect(told({ ledger: { ...view.ledger, status, detail }, refusal })).toContain(words);
});

it('tells how far the tree is behind, and counts only of who is erased or held', () => {
  const words = told({ tree: { status: 'behind', size: 4, eventsBehind: 5 }, keeping: undefined });
  expect(words).toContain('behind 4 events, 5 events behind the log');
  expect(words).toContain('the file of the keys cannot be read now');
  expect(told()).toContain('2 therapies erased, 1 therapy under a legal hold, no key lost');
  const lost = { erased: 0, held: 0, keyLost: 1, staffKeyLost: 2 };
  expect(told({ keeping: lost })).toContain('keys of 1 therapy and 2 members of staff lost');
});

it('tells what verifying found', () => {
  expect(told()).not.toContain('Verified:');
  const words = told({ verified });
  expect(words).toContain('Verified: everything that was checked holds');
  expect(words).toContain(
    '9 events of 2 therapies and of the ledger itself read anew and hashed, compared with 3 signed checkpoints, which cover 7 events, in 1.23 s',
  );
  const problem = { code: 'ID_MISMATCH', leafIndex: 3, detail: 'stored </script><img src=x onerror=1>' };
  const page = integrityPage({
    ...view,
    verifying: 1,
    verified: { ...verified, ok: false, problems: [problem], problemCount: 300, hasWaited: true },
  });
  expect(page).not.toMatch(/<img|<\/script><img/);
  expect(page).toContain('<title>Not verified');
  expect(page).toContain('Not verified: 300 problems found');
  expect(page).toMatch(/The first 1 of 300/);
  expect(page).toContain('It waited for another verification to end.');
  expect(page).toContain('1 verification running or waiting: yours would wait.');
});

it('says that nothing is published yet', () => {
  expect(told({ published: undefined })).toContain('The last published checkpoint None yet.');
});
