import { shippedPolicies } from '../../src/compliance/policies/index.js';
import { resealed, verify } from './support/attacked.js';
import { type LogRow, RealLog, dataDirOf, removeDirectories, replaceRows } from './support/real-log.js';

afterAll(removeDirectories);

const log = RealLog.of(3, 8);
for (const version of shippedPolicies) log.adopt(version);
log.append('t-0', { type: 'MotorStallDetected', occurredAt: '2016', data: {} });
const SIZE = log.rows.length;
const first = log.rows.findIndex(({ type }) => type === 'PolicyAdopted');

/** What is found where somebody put other rows into the log, under no checkpoint. */
async function foundIn(
  change: (rows: LogRow[]) => void,
): Promise<readonly (readonly [string, number | null])[]> {
  const data = dataDirOf(log, []);
  const rows = log.rows.map((row) => ({ ...row }));
  change(rows);
  replaceRows(data.directory, rows);
  return (await verify(data)).problems.map(({ code, leafIndex }) => [code, leafIndex] as const);
}

it('finds nothing in a log that nobody touched, and counts therapies only', async () => {
  expect(await verify(dataDirOf(log, [SIZE - 2, SIZE]))).toMatchObject({
    treeSize: SIZE,
    rootHash: log.root().toString('base64'),
    therapies: 3,
    streamsOfNone: 1,
    covered: SIZE,
    problems: [],
  });
});

it('finds a policy that was changed, and one that was left out', async () => {
  const root = log.root();
  const changed = await foundIn((rows) => {
    rows[first + 1] = resealed(rows[first + 1]!, (event) => (event['data'] = { policy: 'other' }));
  });
  expect(changed).toEqual([['PREVIOUS_HASH_MISMATCH', first + 2]]);
  const without = await foundIn((rows) => {
    rows.splice(first + 1, 1);
    rows.forEach((row, index) => (row.position = index + 1));
  });
  expect(without).toContainEqual(['REVISION_GAP', first + 1]);
  expect(log.root()).toEqual(root);
});

it('finds a policy under a shipped name that is another one, though every hash was computed anew', async () => {
  const forged = new RealLog();
  for (const [index, { policy, sha256, origin }] of shippedPolicies.entries())
    forged.adopt({ policy, sha256: index === 1 ? '0'.repeat(64) : sha256, origin });
  const { problems } = await verify(dataDirOf(forged, [shippedPolicies.length]));
  const name = shippedPolicies[1]!.policy.id;
  expect(problems).toEqual([
    {
      code: 'POLICY_NOT_SHIPPED',
      leafIndex: 1,
      detail: expect.stringContaining(`${name}@2 has the SHA-256 ${'0'.repeat(64)}, the one that is shipped`),
    },
  ]);
});

it('finds an event of no therapy among those of one, and the other way round', async () => {
  const moved = await foundIn((rows) => {
    rows[first]!.stream_id = 't-9';
  });
  expect(moved).toContainEqual(['THERAPY_MISMATCH', first]);
  const hidden = await foundIn((rows) => {
    // At a revision that is free.
    Object.assign(rows[0]!, { stream_id: '~policies', revision: 99 });
  });
  expect(hidden).toContainEqual(['THERAPY_MISMATCH', 0]);
  const claimed = await foundIn((rows) => {
    rows[0] = resealed(rows[0]!, (event) => (event['stream'] = 'policies'));
  });
  expect(claimed).toContainEqual(['THERAPY_MISMATCH', 0]);
  const named = await foundIn((rows) => {
    const row = resealed(rows[0]!, (event) => (event['therapyId'] = '~policies'));
    rows[0] = { ...row, stream_id: '~policies', revision: 99 };
  });
  expect(named).toContainEqual(['THERAPY_MISMATCH', 0]);
});
