import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type AppendToStreamOptions, KurrentDBClient, jsonEvent } from '@kurrent/kurrentdb-client';
import { somebodyOn } from './somebody.js';
import { optionsIn, reasonOf } from './stand-in/options.js';
import { MEASURED_PACE } from './stand-in/pace.js';
import { StandIn } from './stand-in/stand-in.js';

const S = 'shelf-1';

let standIn: StandIn;
let client: KurrentDBClient;
beforeEach(async () => {
  standIn = new StandIn();
  client = await somebodyOn(await standIn.start());
});
afterEach(async () => {
  await client.dispose();
  await standIn.stop();
});

const puts = (count: number) => Array.from({ length: count }, () => jsonEvent({ type: 'Put', data: {} }));
const put = (count: number, options: AppendToStreamOptions = {}) =>
  client.appendToStream(S, puts(count), options);

describe('its port', () => {
  it('knows HTTP/1.1 that comes in pieces', async () => {
    const socket = connect(Number(new URL(standIn.url).port), '127.0.0.1');
    socket.setNoDelay(true);
    for (const piece of ['P', 'OST /admin/sca', 'venge HTTP/1.1\r\nhost: x\r\n\r\n']) {
      socket.write(piece);
      await pause(5);
    }
    expect(String((await once(socket, 'data'))[0])).toMatch(/^HTTP\/1\.1 200 OK/);
    socket.destroy();
    expect(standIn.log.stream('$scavengePoints')).toHaveLength(1);
  });
});

describe('its pace', () => {
  const timed = async (work: Promise<unknown>) => {
    const begun = performance.now();
    await work;
    return performance.now() - begun;
  };

  it('is what was measured', () => {
    const { appendMs, perEventMs } = MEASURED_PACE;
    expect([1, 25].map((events) => appendMs + events * perEventMs)).toEqual([
      expect.closeTo(1.4),
      expect.closeTo(17),
    ]);
  });

  it('lets so many append at once, and each for its time', async () => {
    await put(1);
    standIn.pace = { appendMs: 30, perEventMs: 1, mostInFlight: 2 };
    expect(await timed(put(20))).toBeGreaterThan(48);
    const times = await Promise.all([1, 1, 1].map((count) => timed(put(count))));
    expect(Math.max(...times)).toBeGreaterThan(60);
  });

  it('stores a short append behind a long one that came before', async () => {
    await put(1);
    standIn.pace = { appendMs: 0, perEventMs: 1, mostInFlight: 12 };
    await Promise.all([put(30, { streamState: 0n }), put(1, { streamState: 30n })]);
    expect(standIn.log.stream(S)).toHaveLength(32);
  });
});

describe('run alone', () => {
  const MAIN = fileURLToPath(new URL('stand-in/main.ts', import.meta.url));
  const run = async (...options: string[]) => {
    const child = spawn(process.execPath, [MAIN, ...options]);
    const ended = once(child, 'exit');
    const [said] = await Promise.race([once(child.stdout, 'data'), once(child.stderr, 'data')]);
    return { child, said: String(said), ended };
  };

  it('says where it listens, scavenges on demand, and ends when it is told to', async () => {
    const alone = await run('--port', '0', '--paced');
    const another = KurrentDBClient.connectionString(alone.said.trim());
    await another.appendToStream(S, puts(1));
    const address = `http://127.0.0.1:${new URL(alone.said).port}`;
    const scavenged = await fetch(`${address}/admin/scavenge`, { method: 'POST' });
    expect([scavenged.status, await scavenged.json()]).toEqual([
      200,
      { scavengeId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string },
    ]);
    expect((await fetch(`${address}/streams/${S}`)).status).toBe(404);
    alone.child.kill('SIGTERM');
    expect(await alone.ended).toEqual([0, null]);
    await another.dispose();
  });

  it('says why it does not run', async () => {
    const refused = await run('--port', 'x');
    expect(refused.said).toMatch(/^standin: --port is a number/);
    expect(await refused.ended).toEqual([1, null]);
    const taken = Number(new URL(standIn.url).port);
    const error: unknown = await new StandIn().start(taken).catch((reason: unknown) => reason);
    expect(reasonOf(error)).toBe(`port ${taken} is taken`);
  });

  it('takes a port and a pace, and names what it does not take', () => {
    expect(optionsIn([])).toEqual({ port: 2113, isPaced: false });
    expect(optionsIn(['--paced', '--port=17'])).toEqual({ port: 17, isPaced: true });
    const reasonFor = (...given: string[]) => {
      try {
        return optionsIn(given);
      } catch (error) {
        return reasonOf(error);
      }
    };
    for (const port of ['x', '65536', '-1', '1.5'])
      expect(reasonFor(`--port=${port}`)).toMatch(/^--port is a number up to 65535, and not .*\nstandin \[/);
    expect(reasonFor('--prot', '1')).toContain("'--prot'");
    expect(reasonFor('more')).toContain("'more'");
  });
});
