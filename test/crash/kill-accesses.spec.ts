import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { recordIn } from '../../src/access/log/chain.js';
import { accessFile } from '../../src/accesses/access-file.js';
import { readingFrom } from '../../src/sqlite/open.js';
import { verifyAccessLog } from '../../src/verifier/log/access-log.js';

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'kill-accesses-'));
});

afterEach(() => rmSync(directory, { recursive: true }));

async function started(dies: string) {
  const env = { ...process.env, DATA_DIR: directory, NOTED: 'yes', DIES: dies };
  const child = spawn(process.execPath, ['test/bench/access-server.mjs'], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /^listening on (\S+)/.exec(line)?.[1];
    if (url !== undefined) return { child, ended, url };
  }
  throw new Error('it did not start');
}

const recorded = () =>
  readingFrom(accessFile(directory), (database) =>
    database
      .prepare('SELECT bytes FROM records ORDER BY n')
      .all()
      .map(({ bytes }) => recordIn(bytes as Uint8Array)),
  );

test('a service that is killed before the first byte of a body has noted who asked for it', async () => {
  const { url, ended } = await started('yes');
  await fetch(`${url}/v1/therapies/T1/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      type: 'TherapyRegistered',
      occurredAt: '2021-03-10T08:00:00Z',
      data: { patientPseudonym: 'P', indication: 'spasticity', aetiology: 'trauma' },
    }),
  });
  await expect(fetch(`${url}/v1/therapies/T1/state`)).rejects.toThrow();
  await ended;
  expect(recorded()).toMatchObject([
    { n: 1, kind: 'record', outcome: { status: 201 } },
    { n: 2, kind: 'read', therapies: ['T1'], outcome: { status: 200 } },
  ]);
});

test('what was answered before a kill is in the log, and its chain holds', async () => {
  const { child, url, ended } = await started('no');
  let answered = 0;
  const asking = Array.from({ length: 8 }, async () => {
    for (;;) {
      const { status } = await fetch(`${url}/v1/therapies/T1/state`).catch(() => ({ status: 0 }));
      if (status === 0) return;
      answered += 1;
      if (answered === 50) setTimeout(() => child.kill('SIGKILL'), 100);
    }
  });
  await Promise.all(asking);
  await ended;
  expect(answered).toBeGreaterThanOrEqual(50);
  expect(recorded().length).toBeGreaterThanOrEqual(answered);
  const found = verifyAccessLog(join(directory, 'ledger.sqlite'), accessFile(directory));
  expect(found).toMatchObject({ count: 0, records: recorded().length });
  const again = await started('no');
  again.child.kill('SIGTERM');
  await again.ended;
  expect(verifyAccessLog(join(directory, 'ledger.sqlite'), accessFile(directory))).toMatchObject({
    count: 0,
    sealed: recorded().length,
  });
});
