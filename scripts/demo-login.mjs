// Starts the built service with a local identity provider, one person for each role at two sites, the published case at
// `north` and a second one at `south`; says who they are and where to look, and goes on serving until it is interrupted.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CLIENT_ID, CLIENT_SECRET, startProvider } from '../test/support/provider/provider.ts';

const ROLES = ['reader', 'recorder', 'reviewer', 'vigilance', 'officer', 'admin'];
const NAMES = {
  north: ['Nora Reader', 'Nils Recorder', 'Nina Reviewer', 'Noah Vigilance', 'Nadia Officer', 'Nico Admin'],
  south: [
    'Sara Reader',
    'Sven Recorder',
    'Sofia Reviewer',
    'Seth Vigilance',
    'Silvia Officer',
    'Simon Admin',
  ],
};
const LOOPBACK = ['127.0.0.1', 'localhost'];

function refuse(words) {
  process.stderr.write(`demo:login: ${words}\n`);
  process.exit(78);
}

const freePort = async () => {
  const server = createServer();
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
};

const { HOST = '127.0.0.1', PORT = '3000', DATA_DIR } = process.env;
if (!LOOPBACK.includes(HOST)) refuse(`HOST is ${JSON.stringify(HOST)}; accepted is 127.0.0.1 or localhost.`);
if (DATA_DIR !== undefined && existsSync(DATA_DIR))
  refuse(
    `DATA_DIR is ${JSON.stringify(DATA_DIR)}, which is there already; accepted is a folder that is not.`,
  );

const folder = await mkdtemp(join(tmpdir(), 'pump-ledger-demo-'));
const port = PORT === '0' ? await freePort() : Number(PORT);
const publicUrl = `http://${HOST}:${port}`;
const people = Object.entries(NAMES).flatMap(([site, names]) =>
  names.map((name, index) => ({
    sub: `${site}-${ROLES[index]}`,
    name,
    roles: [ROLES[index]],
    sites: [site],
  })),
);
const provider = await startProvider({ people, publicUrl, note: 'DEMO', port: await freePort() });
await writeFile(join(folder, 'secret'), CLIENT_SECRET, { mode: 0o600 });
const server = spawn(process.execPath, ['dist/main.js', '--demo'], {
  stdio: ['ignore', 'pipe', 'inherit'],
  env: {
    PATH: process.env.PATH,
    HOST,
    PORT: String(port),
    DATA_DIR: DATA_DIR ?? join(folder, 'data'),
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn',
    AUTH: 'oidc',
    PUBLIC_URL: publicUrl,
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: CLIENT_ID,
    OIDC_CLIENT_SECRET_FILE: join(folder, 'secret'),
  },
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill(signal));
server.on('exit', async (code) => {
  await provider.close();
  await rm(folder, { recursive: true, force: true });
  process.exit(code ?? 1);
});
await new Promise((resolve) => {
  let printed = '';
  server.stdout.on('data', (chunk) => {
    printed += chunk;
    if (/^listening on \S+/m.test(printed)) resolve();
  });
});

/** The case as it stands, at a site and under an id of its own. */
async function caseAt(site, name, therapyId) {
  const text = await readFile(new URL(`../examples/case-report/${name}.ndjson`, import.meta.url), 'utf8');
  const lines = text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line))
    .map((line) => ({
      ...line,
      therapyId,
      ...(line.type === 'TherapyRegistered' && { care: { site } }),
    }));
  return lines.map((line) => JSON.stringify(line)).join('\n');
}

async function importAt(site, name, therapyId) {
  const claims = { sub: `${site}-recorder`, name: NAMES[site][1], roles: ['recorder'], sites: [site] };
  const answer = await fetch(`${publicUrl}/v1/import`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await provider.token(claims)}`,
      'content-type': 'application/x-ndjson',
    },
    body: await caseAt(site, name, therapyId),
  });
  const said = await answer.json();
  if (!answer.ok || said.rejected.length > 0)
    throw new Error(`the case at ${site} cannot be imported: ${JSON.stringify(said)}`);
}

try {
  await importAt('north', 'case-report-a', 'case-report-a');
  await importAt('south', 'case-report-b', 'case-report-b');
} catch (error) {
  process.stderr.write(`demo:login: ${error.message}\n`);
  server.kill('SIGTERM');
}

const persons = people.map(
  ({ name, roles, sites }) => `  ${name.padEnd(16)} ${roles[0].padEnd(10)} ${sites[0]}`,
);
console.log(`DEMO: nobody's patients. Retrospective evidence, not clinical advice.

Look at
  ${publicUrl}/   and click who you are:

${persons.join('\n')}

The published case is at north (case-report-a) and, by the other reading of its dates, at south (case-report-b).
The provider is at ${provider.issuer}. All of it is gone when it ends: Ctrl+C.`);
