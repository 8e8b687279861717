import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { packageInfo } from '../../src/config/package-info.js';
import { type Policy, type PolicyVersion, shippedPolicies } from '../../src/compliance/policies/index.js';
import { canonicalBytes, sha256Hex } from '../../src/ledger/canonical.js';
import { type CheckedPack, SHIPPED_POLICIES, checkPack } from '../../src/verifier/check.js';
import { type PackFiles, type PackOptions, packOf, withProofs } from './support/pack.js';
import { ORIGIN, RealLog, newDirectory, removeDirectories } from './support/real-log.js';
import { logSigner } from './support/signer.js';

afterAll(removeDirectories);

const signer = logSigner(ORIGIN);
const NONE = { keys: [], witnesses: [] };
const versionOf = (policy: Policy, origin: PolicyVersion['origin']): PolicyVersion => ({
  policy,
  sha256: sha256Hex(canonicalBytes(policy)),
  origin,
});

const [shipped] = shippedPolicies;
const hospital = versionOf(
  { ...shipped!.policy, id: 'our-hospital', version: '1', title: 'Ours' },
  'hospital',
);

/** As whoever has the pack makes it: no fall is too steep. */
const lenient = ({ policy, origin }: PolicyVersion): PolicyVersion => {
  const copy = JSON.parse(JSON.stringify(policy)) as {
    drugs: { baclofen: { stop: { abrupt: Record<string, { value: number }> } } };
  };
  const { abrupt } = copy.drugs.baclofen.stop;
  abrupt['maxDropPctOfBaseline']!.value = 100;
  abrupt['maxLastFallMcgPerDay']!.value = 10_000;
  return versionOf(copy as unknown as Policy, origin);
};

/** A therapy that was stopped at once, in a log in which these policies came into force. */
function stopped(...adopted: readonly PolicyVersion[]): RealLog {
  const log = RealLog.of(2, 9);
  const stop = { program: { mode: 'stopped' } };
  log.append('t-1', { type: 'PumpReprogrammed', occurredAt: '2015-03-15T09:00:00Z', data: stop });
  for (const version of adopted) log.adopt(version);
  return log;
}

const log = stopped(...shippedPolicies, hospital);
const made = (options: Partial<PackOptions> = {}, of = log) =>
  packOf(of, 't-1', { signers: [signer], ...options });
const unprinted = (options: Partial<PackOptions>, of = log) => made({ ...options, isPrinted: false }, of);
/** With the print, of which the rest knows nothing. */
const verified = async (files: PackFiles) => (await loadedOnce()).verifyPack(files, NONE);

type Found = Pick<CheckedPack, 'problems' | 'said' | 'warnings'>;

const verdictIn = (files: PackFiles): string =>
  (JSON.parse(Buffer.from(files.get('audit.json')!).toString()) as { cessations: { verdict: string }[] })
    .cessations[0]!.verdict;

/** What both checkers find: the pack’s own one in a process of its own, as a stranger runs it. */
function bothOn(
  files: PackFiles,
  { problems, said, warnings }: Found = checkPack(files, NONE, packageInfo.version),
) {
  const folder = newDirectory();
  for (const [name, bytes] of files) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), bytes);
  }
  const { status, stdout } = spawnSync(process.execPath, ['check.mjs'], { cwd: folder, encoding: 'utf8' });
  return {
    status,
    problems: problems.map(({ code, detail }) => `${code}: ${detail}`),
    printed: stdout.split('\n'),
    said,
    warnings,
  };
}

it('the checker knows what is shipped, and no more', () => {
  expect(SHIPPED_POLICIES).toEqual(
    Object.fromEntries(
      shippedPolicies.map(({ policy, sha256 }) => [`${policy.id}@${policy.version}`, sha256]),
    ),
  );
});

it('a pack says where its policy comes from, and what the release knows of it', async () => {
  const files = await made();
  const ofShipped = bothOn(files, await verified(files));
  const leaf = log.rows.findIndex(({ type }) => type === 'PolicyAdopted');
  const agrees = `Policy case-report-2024@2: agrees with the tree (leaf ${leaf}, recorded at 2026-01-01T00:00:00.020Z); agrees with release ${packageInfo.version}.`;
  expect([ofShipped.status, ofShipped.problems, ofShipped.warnings]).toEqual([0, [], []]);
  expect(ofShipped.said).toContain(agrees);
  expect(ofShipped.printed).toContain(agrees);
  expect(ofShipped.printed).toContain('OK: everything that was checked holds.');

  const ofHospital = bothOn(await unprinted({ policy: hospital }));
  expect([ofHospital.status, ofHospital.problems, ofHospital.warnings]).toEqual([0, [], []]);
  const unknown = `Policy our-hospital@1: agrees with the tree (leaf ${leaf + 4}, recorded at 2026-01-01T00:00:00.024Z); unknown to release ${packageInfo.version}, which cannot judge its content.`;
  expect(ofHospital.said).toContain(unknown);
  expect(ofHospital.printed).toContain(unknown);
});

describe('a policy made lenient, with the audit computed anew and the files listed anew', () => {
  it('is found by both checkers, which name it', async () => {
    expect(verdictIn(await unprinted({}))).toBe('abrupt');
    const forged = await made({ policy: lenient(shipped!) });
    expect(verdictIn(forged)).toBe('tapered');
    const { status, problems, printed } = bothOn(forged, await verified(forged));
    expect(status).toBe(1);
    expect(problems).toEqual([
      expect.stringMatching(/^POLICY_NOT_ADOPTED: .*case-report-2024@2 in the pack has the SHA-256/),
      expect.stringMatching(/^POLICY_NOT_SHIPPED: .*case-report-2024@2 has the SHA-256/),
      // No service would have taken it: nothing can fail such a limit. The pack's own checker does not know that.
      expect.stringMatching(/^POLICY_MISMATCH: .*maxDropPctOfBaseline\/value must be .* below 75/),
    ]);
    for (const problem of problems.slice(0, 2)) expect(printed).toContain(`PROBLEM ${problem}`);
    expect(printed).toContain('NOT OK: 2 problems.');
    expect(printed).toContain('Policy case-report-2024@2: not as they must be, see the problems.');
  });

  it('is found in a hospital’s own, of which no release knows anything', async () => {
    const { status, problems } = bothOn(await unprinted({ policy: lenient(hospital) }));
    expect(status).toBe(1);
    expect(problems).toEqual([
      expect.stringMatching(/^POLICY_NOT_ADOPTED: .*our-hospital@1 in the pack has the SHA-256/),
    ]);
  });

  it('is found with another event, which is not in the tree', async () => {
    const policy = lenient(hospital);
    const forged = await unprinted({ policy });
    const events = Buffer.from(forged.get('policies.ndjson')!).toString();
    expect(events).toContain(hospital.sha256);
    forged.set('policies.ndjson', Buffer.from(events.replace(hospital.sha256, policy.sha256)));
    const { status, problems, printed } = bothOn(withProofs(forged));
    expect(status).toBe(1);
    expect(problems).toEqual([
      expect.stringMatching(/^INCLUSION_UNPROVEN: .*policies.ndjson, line 5: its proof does not lead/),
    ]);
    expect(printed.find((line) => line.startsWith('Policy our-hospital@1:'))).toContain(
      'the ledger’s events of policies are not as they must be',
    );
  });

  it('of a shipped one is found where the pack has no events of policies', async () => {
    const policy = lenient(shipped!);
    const { status, problems } = bothOn(await unprinted({ policy, isOfFirstFormat: true }));
    expect([status, problems]).toEqual([1, [expect.stringMatching(/^POLICY_NOT_SHIPPED: /)]]);
  });
});

it.each<[string, Partial<PackOptions>, RealLog]>([
  ['is of the first format', { isOfFirstFormat: true }, stopped()],
  ['is of a log in which none came into force', {}, stopped()],
])('where the pack %s it says that nothing is shown, and compares with the release', async (_, how, of) => {
  const files = await made(how, of);
  const { status, problems, printed, warnings } = bothOn(files, await verified(files));
  expect([status, problems]).toEqual([0, []]);
  expect(warnings.join()).toContain('that case-report-2024@2 came into force in this ledger is not shown');
  expect(printed).toContain(
    `Policy case-report-2024@2: not shown is that it came into force in this ledger; agrees with release ${packageInfo.version}.`,
  );
  expect(printed).toContain(
    'OK: everything that was checked holds; not shown is that case-report-2024@2 came into force in this ledger.',
  );
});

it('a policy under another name than its own is found', async () => {
  const policy = versionOf({ ...hospital.policy, id: 'other' }, 'hospital');
  const files = await unprinted({ policy });
  files.set('policies/our-hospital@1.json', files.get('policies/other@1.json')!);
  const { problems } = checkPack(withProofs(files), NONE);
  expect(problems.map(({ detail }) => detail).join()).toContain(
    'policies/our-hospital@1.json does not hold our-hospital@1',
  );
});
