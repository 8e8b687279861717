import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { zipSync } from 'fflate';
import { packOf } from '../verifier/support/pack.js';
import {
  RealLog,
  checkpointNote,
  dataDirOf,
  opened,
  removeDirectories,
} from '../verifier/support/real-log.js';
import { logSigner } from '../verifier/support/signer.js';
import { caseReport } from './support/client.js';
import { cli } from './support/command.js';
import { AT_START } from './support/ledger.js';
import { type Server, startServer } from './support/server.js';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'pump-ledger-verify-'));
});
afterAll(async () => {
  removeDirectories();
  await rm(directory, { recursive: true, force: true });
});

const verify = (...words: readonly string[]) => cli(directory, ['verify', ...words]);

const log = RealLog.of(4, 12);
const size = log.rows.length;

describe('from the command line', () => {
  it('a data directory', async () => {
    const data = dataDirOf(log, [10, 40]);
    const { code, out, err } = await verify(data.directory);
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('48 events of 4 therapies, each read anew and hashed');
    expect(out).toContain(
      '2 signed checkpoints: 40 events are as signed, 8 events not under a checkpoint yet',
    );
    expect(out).toContain('proves nothing unless you compare that key with one got elsewhere');
    expect(out).toContain('The lists of all therapies were not looked at');
    const given = await verify(join(data.directory, 'ledger.sqlite'), '--key', data.signer.vkey);
    expect([given.code, given.out]).toEqual([0, expect.stringContaining('signed by the key that you gave')]);
  });

  it('says what is wrong, for people and for programs', async () => {
    const data = dataDirOf(log, [size]);
    const database = opened(data.directory);
    database.exec("UPDATE events SET type = 'MriPerformed' WHERE position = 8");
    database.close();
    const { code, out } = await verify(data.directory);
    expect([code, out]).toEqual([
      7,
      expect.stringContaining('TYPE_MISMATCH at leaf 7: the stored type is not'),
    ]);
    const json = await verify(data.directory, '--json');
    expect(json.code).toBe(7);
    expect(JSON.parse(json.out)).toMatchObject([
      { kind: 'database', ok: false, problems: [{ code: 'TYPE_MISMATCH', leafIndex: 7 }] },
    ]);
  });

  it('names a fork by a checkpoint that was got elsewhere', async () => {
    const data = dataDirOf(log, [size]);
    const other = RealLog.of(4, 12);
    const file = join(directory, 'checkpoint-elsewhere');
    await writeFile(file, checkpointNote(other, 30, data.signer));
    const { code, out } = await verify(data.directory, '--checkpoint', file);
    expect([code, out]).toEqual([7, expect.stringContaining('HISTORY_FORKED')]);
    await writeFile(file, checkpointNote(log, 30, data.signer));
    expect((await verify(data.directory, '--checkpoint', file)).code).toBe(0);
  });

  it('evidence packs, the script in them as built', async () => {
    const signer = logSigner('example.org/pumps');
    const files = await packOf(log, 't-2', { signers: [signer] });
    const script = await (await loadedOnce()).checkScript();
    expect(script).toMatch(/^\/\/ pump-ledger \d/);
    expect(script).not.toMatch(/sourceMappingURL|from '\.|interface /);
    const zip = join(directory, 'pack.zip');
    await writeFile(zip, zipSync(Object.fromEntries(files)));
    const { code, out, err } = await verify(zip, '--key', signer.vkey);
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('recomputed from the events');
    await writeFile(zip, Buffer.from('PK\u0003\u0004 and nothing more'));
    expect(await verify(zip)).toMatchObject({ code: 7, out: expect.stringContaining('PACK_UNREADABLE') });
  });

  it('refuses what it cannot verify', async () => {
    for (const [words, message] of [
      [[directory], 'nothing that can be verified'],
      [[join(directory, 'nowhere')], 'nothing that can be verified'],
      [[resolve('package.json')], 'nothing that can be verified'],
      [[dataDirOf(log, []).directory, '--checkpoint', 'nowhere'], 'cannot be read'],
    ] as const) {
      const { code, err } = await verify(...words);
      expect([code, err]).toEqual([2, expect.stringContaining(message)]);
    }
  });
});

describe('POST /v1/ledger/verify', () => {
  let server: Server;
  beforeAll(async () => {
    server = await startServer();
    const answer = await fetch(`${server.baseUrl}/v1/import`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-ndjson' },
      body: caseReport('a'),
    });
    expect(answer.status).toBe(200);
  });
  afterAll(() => server.stop());

  const post = async () => {
    const answer = await fetch(`${server.baseUrl}/v1/ledger/verify`, { method: 'POST' });
    return {
      status: answer.status,
      body: (await answer.json()) as { ok: boolean; treeSize: number; problems: { code: string }[] },
    };
  };

  it('reads the stored bytes anew, several callers one after the other', async () => {
    for (const { status, body } of await Promise.all([post(), post()])) {
      expect(status).toBe(200);
      expect(body).toEqual({
        ok: true,
        treeSize: AT_START + 64,
        rootHash: expect.stringMatching(/^.{43}=$/),
        problems: [],
      });
    }
  });

  it('finds what was changed beneath a running service, as the command line does beside it', async () => {
    const database = new DatabaseSync(join(server.dataDir, 'ledger.sqlite'));
    database.exec(`
      DROP TRIGGER events_never_change;
      UPDATE events SET hash = (SELECT hash FROM events WHERE position = 21) WHERE position = 20`);
    database.close();
    const { status, body } = await post();
    expect([status, body.ok]).toEqual([200, false]);
    expect(body.problems[0]).toEqual({ code: 'HASH_MISMATCH', leafIndex: 19, detail: expect.any(String) });
    expect((await verify(server.dataDir)).code).toBe(7);
  });
});
