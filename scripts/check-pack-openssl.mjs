// Has the built service make the evidence pack of the published case, and runs the shell lines of its CHECK.md with
// openssl, as a reader would: on the pack as it is, and on one with a changed byte. By itself, or called with a timestamp
// authority, whose answer is then checked, too.
import { spawn, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { unzipSync } from 'fflate';

const CASE = new URL('../examples/case-report/case-report-a.ndjson', import.meta.url);
const PATIENCE_MS = 30_000;
const EVENTS = 'events.ndjson';

/** Undefined where there is no OpenSSL 3. */
export function opensslVersion() {
  const version = spawnSync('openssl', ['version']).stdout?.toString().trim();
  return version?.startsWith('OpenSSL 3') ? version : undefined;
}

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function startService(dataDir, settings) {
  const { PATH, HOME } = process.env;
  const service = spawn(process.execPath, ['dist/main.js'], {
    env: { PATH, HOME, PORT: '0', DATA_DIR: dataDir, LOG_LEVEL: 'warn', ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  service.stdout.on('data', (chunk) => (printed += chunk));
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end && service.exitCode === null; await pause(50)) {
    const baseUrl = /^listening on (\S+)/m.exec(printed)?.[1];
    if (baseUrl) return { baseUrl, service };
  }
  service.kill('SIGKILL');
  throw new Error(`the service did not start:\n${printed}`);
}

async function packOf(baseUrl, isWhole) {
  const headers = { 'content-type': 'application/x-ndjson' };
  await fetch(`${baseUrl}/v1/import`, { method: 'POST', headers, body: await readFile(CASE) });
  for (const end = Date.now() + PATIENCE_MS; ; await pause(200)) {
    const answer = await fetch(`${baseUrl}/v1/therapies/case-report-a/evidence.zip?asOf=2021-09-01`);
    if (!answer.ok) throw new Error(await answer.text());
    const files = unzipSync(new Uint8Array(await answer.arrayBuffer()));
    if (isWhole(files)) return files;
    if (Date.now() > end) throw new Error('no timestamp came in time');
  }
}

async function unpack(folder, files) {
  for (const [name, bytes] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), bytes);
  }
}

function runLines(folder, page, authority) {
  const lines = [...page.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, shell]) => shell).join('');
  const env = { ...process.env, ...(authority && { authority }) };
  const { stdout, stderr } = spawnSync('sh', [], { cwd: folder, input: lines, env });
  const said = stdout.toString().split('\n');
  const starting = (begin) => said.filter((line) => line.startsWith(begin));
  return { ok: starting('ok: '), notOk: starting('NOT OK: '), stderr: stderr.toString() };
}

/**
 * @param settings of the service, such as TIMESTAMP_URL and TIMESTAMP_CERTIFICATE_FILE
 * @param authority the file of the certificate by which its timestamps are checked; none where it asks for none
 * @returns what the lines said of the pack as it is
 * @throws Error where they do not say what they should
 */
export async function checkPack({ settings = {}, authority } = {}) {
  const directory = await mkdtemp(join(tmpdir(), 'pump-ledger-openssl-'));
  try {
    const { baseUrl, service } = await startService(join(directory, 'data'), settings);
    const files = await packOf(
      baseUrl,
      (pack) => authority === undefined || 'checkpoint.tsr' in pack,
    ).finally(() => service.kill('SIGTERM'));
    const page = Buffer.from(files['CHECK.md']).toString('utf8');
    const folder = join(directory, 'pack');
    await unpack(folder, files);
    const { ok, notOk, stderr } = runLines(folder, page, authority);
    const digests = Buffer.from(files[EVENTS]).toString('utf8').split('{"$sd":').length - 1;
    // Each listed file; signature, chain and inclusion; each personal value; the timestamp.
    const expected = Object.keys(files).length - 1 + 3 + digests + (authority === undefined ? 0 : 1);
    if (notOk.length > 0 || ok.length !== expected)
      throw new Error(
        [`${ok.length} of ${expected} checks hold`, ...notOk, stderr]
          .filter((line) => line !== '')
          .join('\n'),
      );

    const changed = Buffer.from(files[EVENTS]);
    changed[changed.length - 20] ^= 1;
    await writeFile(join(folder, EVENTS), changed);
    const found = runLines(folder, page, authority).notOk;
    if (!found.some((line) => line.includes('in the tree')))
      throw new Error(`a changed byte of ${EVENTS} was not found`);
    return ok;
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const version = opensslVersion();
  if (version === undefined) {
    console.log('OpenSSL 3 is not installed: the openssl lines of the evidence pack were NOT run.');
  } else {
    const ok = await checkPack();
    console.log(
      `${version}: all ${ok.length} checks that CHECK.md describes hold, and fail after one changed byte.`,
    );
  }
}
