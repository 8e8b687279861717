// Holds the built service against openssl, where that is there: a live timestamp authority, made for the purpose, stamps
// the service's checkpoints, and the openssl lines of an evidence pack's CHECK.md check the pack, timestamp and all.
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { unzipSync } from 'fflate';

const { status, stdout: version } = spawnSync('openssl', ['version'], { encoding: 'utf8' });
if (status !== 0 || !/^OpenSSL [3-9]/.test(version)) {
  console.log('openssl 3 is not installed here: nothing was checked against it');
  process.exit(0);
}
console.log(`against ${version.trim()}`);

const CONFIG = `
[ req ]
distinguished_name = name
prompt = no
[ name ]
CN = pump-ledger check
[ ca ]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign
[ tsa ]
basicConstraints = critical,CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
[ authority ]
serial = serial
default_policy = 1.2.3.4.1
signer_digest = sha256
digests = sha256
accuracy = secs:1
`;
const EC = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256'];
const RSA = ['-newkey', 'rsa:2048'];
const work = mkdtempSync(join(tmpdir(), 'pump-ledger-openssl-'));
const inWork = (name) => join(work, name);

function openssl(...words) {
  const { status, stderr } = spawnSync('openssl', words, { cwd: work, encoding: 'utf8' });
  if (status !== 0) throw new Error(`openssl ${words.join(' ')}\n${stderr}`);
}

function must(what, isSo, detail = '') {
  console.log(`${isSo ? 'ok' : 'NOT OK'}: ${what}`);
  if (!isSo) throw new Error(`${what} ${detail}`);
}

/** A certificate for timestamps, by a CA of its own. */
function makeAuthority(name, key) {
  const config = ['-config', 'openssl.cnf'];
  openssl('req', ...key, '-nodes', '-keyout', `${name}.key`, '-out', `${name}.csr`, ...config);
  const by = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '2'];
  const extensions = ['-extfile', 'openssl.cnf', '-extensions', 'tsa'];
  openssl('x509', '-req', '-in', `${name}.csr`, ...by, ...extensions, '-out', `${name}.pem`);
}

/** RFC 3161 over HTTP, answered by `openssl ts -reply`. */
async function serveAuthority(name) {
  const server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    writeFileSync(inWork('query.tsq'), Buffer.concat(chunks));
    const signer = ['-signer', `${name}.pem`, '-inkey', `${name}.key`];
    const how = ['-config', 'openssl.cnf', '-section', 'authority'];
    openssl('ts', '-reply', '-queryfile', 'query.tsq', ...how, ...signer, '-out', 'reply.tsr');
    response.writeHead(200, { 'content-type': 'application/timestamp-reply' });
    response.end(readFileSync(inWork('reply.tsr')));
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return server;
}

async function startService(env) {
  const child = spawn(process.execPath, ['dist/main.js'], {
    env: { PATH: process.env.PATH, PORT: '0', LOG_LEVEL: 'warn', CHECKPOINT_INTERVAL_SECONDS: '1', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  child.stdout.on('data', (chunk) => (printed += chunk));
  const ended = new Promise((done) => child.once('close', done));
  while (!/^listening on /m.test(printed)) {
    if (child.exitCode !== null) throw new Error(`the service did not start: ${printed}`);
    await pause(20);
  }
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
  };
  return { baseUrl: /^listening on (\S+)/m.exec(printed)[1], stop };
}

async function untilStamped(baseUrl, events) {
  for (let attempt = 0; ; attempt += 1) {
    const { ledger } = await (await fetch(`${baseUrl}/health/ready`)).json();
    if (ledger?.publishedSize === events && ledger.timestampAuthorities[0].status === 'ok') return;
    if (attempt > 300) throw new Error(`no timestamp came: ${JSON.stringify(ledger)}`);
    await pause(100);
  }
}

/** Runs the lines of the pack's CHECK.md, in the shell. */
function checkByHand(folder) {
  const page = readFileSync(join(folder, 'CHECK.md'), 'utf8');
  const lines = [...page.matchAll(/^```sh\n([^]*?)^```$/gm)].map(([, block]) => block).join('\n');
  const { stdout } = spawnSync('sh', ['-c', `authority='${inWork('ca.pem')}'\n${lines}`], {
    cwd: folder,
    encoding: 'utf8',
  });
  return stdout.split('\n').filter((line) => /^(NOT )?ok:/i.test(line));
}

async function check(name, key) {
  console.log(`\nan authority with a key of ${name}`);
  makeAuthority(name, key);
  const authority = await serveAuthority(name);
  const service = await startService({
    DATA_DIR: inWork(`data-${name}`),
    TIMESTAMP_URL: `http://127.0.0.1:${authority.address().port}`,
    TIMESTAMP_CERTIFICATE_FILE: inWork(`${name}.pem`),
  });
  try {
    const headers = { 'content-type': 'application/x-ndjson' };
    const body = readFileSync('examples/case-report/case-report-a.ndjson');
    const imported = await fetch(`${service.baseUrl}/v1/import`, { method: 'POST', headers, body });
    const { recorded } = await imported.json();
    await untilStamped(service.baseUrl, recorded);
    must('the service took what openssl stamped', true);

    const answer = await fetch(`${service.baseUrl}/v1/therapies/case-report-a/evidence.zip?asOf=2021-09-01`);
    const folder = inWork(`pack-${name}`);
    for (const [file, bytes] of Object.entries(unzipSync(new Uint8Array(await answer.arrayBuffer())))) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), bytes);
    }
    const said = checkByHand(folder);
    const bad = said.filter((line) => !line.startsWith('ok'));
    must(
      `the ${said.length} openssl lines of the pack hold`,
      said.length > 10 && bad.length === 0,
      bad.join('\n'),
    );
    must('the timestamp among it', said.includes('ok: the authority saw the checkpoint'));

    const file = join(folder, 'checkpoint.txt');
    writeFileSync(file, readFileSync(file, 'utf8').replace(`\n${recorded}\n`, `\n${recorded + 1}\n`));
    const changed = checkByHand(folder);
    for (const what of ['the log signed the checkpoint', 'the authority saw the checkpoint'])
      must(`and find otherwise of another checkpoint: ${what}`, changed.includes(`NOT OK: ${what}`));
  } finally {
    await service.stop();
    authority.close();
  }
}

try {
  writeFileSync(inWork('openssl.cnf'), CONFIG);
  writeFileSync(inWork('serial'), '01\n');
  const selfSigned = ['-x509', '-days', '2', '-nodes', '-config', 'openssl.cnf', '-extensions', 'ca'];
  openssl('req', ...EC, ...selfSigned, '-subj', '/CN=pump-ledger CA', '-keyout', 'ca.key', '-out', 'ca.pem');
  await check('ec', EC);
  await check('rsa', RSA);
} catch (error) {
  console.error(String(error));
  process.exitCode = 1;
} finally {
  rmSync(work, { recursive: true, force: true });
}
