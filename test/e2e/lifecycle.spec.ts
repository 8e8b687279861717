import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { refusal, runToEnd, startServer, startServerProcess } from './support/server.js';

let directory: string;
beforeAll(async () => void (directory = await mkdtemp(join(tmpdir(), 'pump-ledger-'))));
afterAll(() => rm(directory, { recursive: true, force: true }));

describe('settings', () => {
  it.each([
    [{ PORT: 'http' }, /^PORT is "http"; accepted is a whole number from 0 to 65535\.$/],
    [{ PORT: '70000' }, /^PORT is "70000"/],
    [{ PORT: '-1' }, /^PORT is "-1"/],
    [{ PORT: '1e3' }, /^PORT is "1e3"/],
    [{ PORT: '' }, /^PORT is empty/],
    [{ EVENT_STORE: 'mysql' }, /^EVENT_STORE is "mysql"; accepted are sqlite, kurrentdb\.$/],
    [{ EVENT_STORE: 'kurrentdb' }, /^EVENT_STORE is "kurrentdb", and KURRENTDB_URL is not given/],
    [
      { KURRENTDB_URL: 'kurrentdb://me:secret@here?tls=false&secret=1' },
      /^KURRENTDB_URL has an option that is not known, number 2/,
    ],
    [
      { EVENT_STORE: 'kurrentdb', KURRENTDB_URL: 'kurrentdb://me:secret@here?tls=secret' },
      /^KURRENTDB_URL is no connection string that can be used/,
    ],
    [
      { EVENT_STORE: 'kurrentdb', KURRENTDB_URL: 'kurrentdb://me:secret@here?tlsCAFile=/none' },
      /^KURRENTDB_URL is no .*\(Failed to load certificate file/,
    ],
    [{ KURRENTDB_URL: 'http://me:secret@somewhere' }, /^KURRENTDB_URL is set to something else/],
    [{ AUTH: 'on' }, /^AUTH is "on"; accepted are off, oidc\.$/],
    [{ AUTH: 'oidc' }, /^PUBLIC_URL is not given; AUTH=oidc needs it\.$/],
    [{ HOST: '0.0.0.0' }, /^HOST is "0\.0\.0\.0", but AUTH=off serves loopback addresses only/],
    [{ HOST: '::' }, /^HOST is "::"/],
    [{ HOST: 'example.org' }, /^HOST is "example\.org"/],
    [{ LOG_LEVEL: 'loud' }, /^LOG_LEVEL is "loud"; accepted are silent, fatal/],
    [{ LOG_LEVEL: 'two\nlines' }, /^LOG_LEVEL is "two\\nlines"/],
  ])('%j ends the process with one line', async (env, message) => {
    const { code, errors } = await refusal({ DATA_DIR: join(directory, 'refused'), ...env });
    expect(code).toBe(78);
    expect(errors.trimEnd().split('\n')).toHaveLength(1);
    expect(errors.trimEnd()).toMatch(message);
    expect(errors).not.toContain('secret');
  });

  it('a data directory that cannot be written is named', async () => {
    const file = join(directory, 'file');
    await writeFile(file, '');
    const { code, output } = await runToEnd({ DATA_DIR: join(file, 'data') });
    expect(code).toBe(78);
    expect(output).toMatch(/^DATA_DIR is ".*", where the service cannot write \(ENOTDIR\)/);
  });

  it('a port in use is named', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((done) => other.once('listening', done));
    const { port } = other.address() as { port: number };
    const { code, output } = await refusal({ DATA_DIR: join(directory, 'port'), PORT: String(port) });
    other.close();
    expect(code).toBe(1);
    expect(output.trimEnd().split('\n').at(-1)).toBe(
      `PORT ${port} on HOST 127.0.0.1 is in use by another process; stop it or choose another PORT (0: any free port).`,
    );
  });

  it.each(['::1', 'localhost', '127.0.0.2'])('HOST=%s serves', async (HOST) => {
    const server = await startServer({ env: { HOST } });
    expect((await fetch(`${server.baseUrl}/health/live`)).status).toBe(200);
    await server.stop();
  });
});

describe('the end', () => {
  // At SIGTERM it is that of a service that has worked: in memory.spec.ts.
  it('is clean at SIGINT, though a client keeps its connection; at LOG_LEVEL=silent it logs but the address', async () => {
    const server = await startServerProcess({ env: { LOG_LEVEL: 'silent' } });
    await fetch(`${server.baseUrl}/nothing`);
    process.kill(server.pid, 'SIGINT');
    expect(await server.stop()).toEqual({ code: 0, signal: null });
    expect(server.output()).toBe(`listening on ${server.baseUrl}\n`);
  });
});
