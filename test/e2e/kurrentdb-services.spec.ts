import { generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Json, clientOf, noted, registered } from './support/client.js';
import { cli } from './support/command.js';
import { AT_START, eventually, ledgerHealth, partsOf, text } from './support/ledger.js';
import {
  refusal,
  type Server,
  type ServerProcess,
  startServer,
  startServerProcess,
} from './support/server.js';
import { StandIn } from '../contract/stand-in/stand-in.js';
import { FULL } from '../support/full.js';

type Service = Pick<Server | ServerProcess, 'baseUrl' | 'stop'>;

describe('two services on one KurrentDB', () => {
  const WRITERS = FULL ? 16 : 8;
  const EACH = FULL ? 10 : 2;
  let shared: StandIn;
  /** In a process of its own, which can be killed. */
  let beside: ServerProcess;
  let here: Server;
  const running = new Set<Service>();
  let directory: string;
  const env = () => ({
    EVENT_STORE: 'kurrentdb',
    KURRENTDB_URL: shared.url,
    MASTER_KEY_FILE: join(directory, 'master.key'),
    SIGNING_KEY_FILE: join(directory, 'signing.pem'),
    // What is signed is signed since it was asked for.
    CHECKPOINT_INTERVAL_SECONDS: '0',
  });
  const started = async <Started extends Service>(
    start: (options: { env: NodeJS.ProcessEnv; dataDir?: string }) => Promise<Started>,
    name: string,
    more: NodeJS.ProcessEnv = {},
  ) => {
    const server = await start({ env: { ...env(), ...more }, dataDir: join(directory, name) });
    running.add(server);
    return server;
  };
  /** The command line is one more service on the log. */
  const command = (...words: string[]) => cli(join(directory, 'cli'), words, env());
  beforeAll(async () => {
    shared = new StandIn();
    await shared.start();
    directory = await mkdtemp(join(tmpdir(), 'pump-ledger-keys-'));
    await writeFile(join(directory, 'master.key'), randomBytes(32).toString('hex'));
    const { privateKey } = generateKeyPairSync('ed25519');
    const pem = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
    await writeFile(join(directory, 'signing.pem'), pem);
    // While the test's process loads the service, the stand-in in it answers nobody.
    here = await started(startServer, 'here');
    beside = await started(startServerProcess, 'beside');
  });
  afterAll(async () => {
    for (const server of running) await server.stop();
    await shared?.stop();
    await rm(directory, { recursive: true, force: true });
  });

  it(`lose and double nothing of ${WRITERS} writers on one therapy, and tell who was second`, async () => {
    const clients = [beside, here].map(({ baseUrl }) => clientOf(baseUrl));
    await clients[0]!.record('t', { ...registered, id: 'registered' });
    let conflicts = 0;
    const write = async (writer: number) => {
      const client = clients[writer % 2]!;
      for (let number = 0; number < EACH; number += 1) {
        const event = { ...noted('2020-02-01'), id: `${writer}-${number}` };
        for (let etag = `"${await client.revision('t')}"`; ;) {
          const { status, body, headers } = await client.record('t', event, { 'if-match': etag });
          if (status === 201) break;
          expect([status, body['code']]).toEqual([412, 'REVISION_MISMATCH']);
          conflicts += 1;
          etag = headers.get('etag')!;
        }
      }
    };
    await Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(writer)));
    expect(conflicts).toBeGreaterThan(WRITERS);
    const total = 1 + WRITERS * EACH;
    const seen = await Promise.all(
      clients.map(async (client) => {
        await eventually(
          () => client.revision('t'),
          (revision) => revision === total,
        );
        const { body } = await client.get<{ items: Json[] }>(`/v1/therapies/t/events?limit=200`);
        return body.items;
      }),
    );
    const [hashes, others] = seen.map((events) => events.map(({ hash, leafIndex }) => ({ hash, leafIndex })));
    expect(others).toEqual(hashes);
    expect(seen[0]!.map(({ revision }) => revision)).toEqual(
      Array.from({ length: total }, (_, index) => index + 1),
    );
    const expected = Array.from({ length: WRITERS }, (_, writer) =>
      Array.from({ length: EACH }, (_each, number) => `${writer}-${number}`),
    ).flat();
    expect(seen[0]!.map(({ id }) => id as string).toSorted()).toEqual(['registered', ...expected].toSorted());
    for (const client of clients) {
      const { body } = await client.post('/v1/ledger/verify', {});
      expect(body).toMatchObject({ ok: true, treeSize: AT_START + total });
    }
  });

  it('read the personal values that either recorded, until either erases them', async () => {
    const [one, other] = [beside, here].map(({ baseUrl }) => clientOf(baseUrl));
    await one!.record('p', { ...registered, id: 'registered' });
    const seen = (by: string) => ({
      ...noted('2020-02-01'),
      source: { kind: 'manual', note: `seen by ${by}` },
    });
    await eventually(
      () => other!.revision('p'),
      (revision) => revision === 1,
    );
    await other!.record('p', seen('Dr. X'));
    const shown = async (client: typeof one) =>
      JSON.stringify((await client!.get('/v1/therapies/p/events')).body).match(/p-1|seen by Dr\. X/g);
    for (const client of [one, other]) {
      await eventually(
        () => client!.revision('p'),
        (revision) => revision === 2,
      );
      expect(await shown(client)).toEqual(['p-1', 'seen by Dr. X']);
    }
    const why = ['--reason', 'asked for', '--authority', 'DPO'];
    expect(await command('hold', 'p', '--reason', 'a trial', '--authority', 'court')).toMatchObject({
      code: 0,
    });
    const refused = await command('erase', 'p', ...why);
    expect([refused.code === 0, refused.err]).toEqual([false, expect.stringMatching(/legal hold .*court/)]);
    expect(await command('hold', 'p', '--release', '--reason', 'it is over')).toMatchObject({ code: 0 });
    expect(await command('erase', 'p', ...why)).toMatchObject({ code: 0 });
    for (const client of [one, other]) {
      await eventually(
        () => client!.revision('p'),
        (revision) => revision === 3,
      );
      expect(await shown(client)).toBeNull();
    }
  });

  it('each answer with what the other recorded', async () => {
    const [one, other] = [beside, here].map(({ baseUrl }) => clientOf(baseUrl));
    await one!.record('u', registered);
    await eventually(
      () => other!.revision('u'),
      (revision) => revision === 1,
    );
    for (let revision = 2; revision < 8; revision += 2) {
      await one!.record('u', noted('2020-03-01'));
      await eventually(
        () => other!.revision('u'),
        (found) => found === revision,
      );
      await other!.record('u', noted('2020-03-02'));
      await eventually(
        () => one!.revision('u'),
        (found) => found === revision + 1,
      );
    }
  });

  it('publish one and the same log, whoever is asked, and when the one that signed is gone, too', async () => {
    const note = async ({ baseUrl }: Service) => {
      const answer = await text(`${baseUrl}/v1/ledger/checkpoint`);
      expect(answer.status).toBe(200);
      return partsOf(answer.text);
    };
    const record = async ({ baseUrl }: Service) =>
      expect((await clientOf(baseUrl).record('u', noted('2020-04-01'))).status).toBe(201);
    const signerOf = async ({ baseUrl }: Service) => (await ledgerHealth(baseUrl)).ledger['signer'];
    const first = await note(beside);
    expect(await note(here)).toEqual(first);
    await record(here);
    const second = await note(here);
    expect(second.size).toBe(first.size + 1);
    expect(await note(beside)).toEqual(second);
    expect(await Promise.all([beside, here].map(signerOf))).toEqual(['this service', 'another service']);
    await beside.kill();
    await record(here);
    const third = await note(here);
    expect([third.size, third.origin]).toEqual([first.size + 2, first.origin]);
    expect(await signerOf(here)).toBe('this service');
    const again = await started(startServer, 'beside');
    await record(again);
    const fourth = await note(again);
    expect(fourth.size).toBe(first.size + 3);
    expect(await note(here)).toEqual(fourth);
    const keys = await Promise.all([again, here].map(({ baseUrl }) => text(`${baseUrl}/v1/ledger/key`)));
    expect(keys[0]).toEqual(keys[1]);
    for (const { baseUrl } of [again, here]) {
      const { body } = await clientOf(baseUrl).post('/v1/ledger/verify', {});
      expect(body).toEqual({ ok: true, treeSize: fourth.size, rootHash: fourth.root, problems: [] });
    }
    for (const server of [again, here]) await server.stop();
  });

  it('publish by themselves what is recorded, also when the one that did is gone', async () => {
    const often = { CHECKPOINT_INTERVAL_SECONDS: '1' };
    const ledgerOf = async ({ baseUrl }: Service) => (await ledgerHealth(baseUrl)).ledger;
    const published = async (server: Service, size: number) =>
      eventually(
        () => ledgerOf(server),
        ({ publishedSize }) => publishedSize === size,
      );
    const record = async ({ baseUrl }: Service) => {
      expect((await clientOf(baseUrl).record('u', noted('2020-05-01'))).status).toBe(201);
      const { body } = await clientOf(baseUrl).post('/v1/ledger/verify', {});
      return Number(body['treeSize']);
    };
    const signer = await started(startServer, 'beside', often);
    const size = await record(signer);
    await published(signer, size);
    here = await started(startServer, 'here', often);
    await published(here, size);
    const signers = await Promise.all(
      [signer, here].map(async (server) => (await ledgerOf(server))['signer']),
    );
    expect(signers).toEqual(['this service', 'another service']);
    await signer.stop();
    // As a kill leaves it: elected, and it never said that it leaves.
    const elected = shared.log.records.findLast(({ type }) => type === 'SignerElected')!;
    shared.log.append(elected.stream, 'any', [{ ...elected, id: randomUUID() }]);
    await published(here, await record(here));
    expect((await ledgerOf(here))['signer']).toBe('this service');
  });

  it('are refused with other keys than the log has', async () => {
    const others = (name: string) => ({ ...env(), DATA_DIR: join(directory, name) });
    const master = await refusal({ ...others('master'), MASTER_KEY_FILE: undefined });
    expect([master.code, master.errors]).toEqual([78, expect.stringMatching(/under another master key/)]);
    const signing = await refusal({ ...others('signing'), SIGNING_KEY_FILE: undefined });
    expect([signing.code, signing.errors]).toEqual([78, expect.stringMatching(/SIGNING_KEY_FILE/)]);
  });
});
