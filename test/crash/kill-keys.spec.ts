import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KeyFile } from '../../src/custody/key-file.js';
import { killAll, says, start } from './child.js';
import { FULL } from '../support/full.js';

const KILLS = FULL ? 40 : 2;
/** From before the file is there to the midst of the work. */
const LONGEST_LIFE_MS = 700;

const directory = mkdtempSync(join(tmpdir(), 'pump-ledger-kill-keys-'));
afterAll(() => {
  killAll();
  rmSync(directory, { recursive: true, force: true });
});

interface Said {
  readonly what: string;
  readonly therapyId: string;
  readonly hex: string;
}

/** A line that the kill cut short is none. */
const saidIn = (output: string): readonly Said[] =>
  output
    .split('\n')
    .slice(0, -1)
    .map((line) => {
      const [what, therapyId, hex] = line.split(' ');
      return { what: what!, therapyId: therapyId!, hex: hex! };
    });

const onDisk = () =>
  Buffer.concat(
    ['', '-wal', '-shm', '-journal']
      .map((suffix) => join(directory, `keys.db${suffix}`))
      .filter((file) => existsSync(file))
      .map((file) => readFileSync(file)),
  );

it(`a key file whose process is killed keeps each key that it promised, and no copy of one that it destroyed`, async () => {
  const said: Said[] = [];
  for (let kill = 0; kill < KILLS; kill++) {
    const child = start('keeper.ts', [directory, String(kill)]);
    // Every second one is killed at its work, the others at any time.
    if (kill % 2 === 0) await says(child, /(^erased [\s\S]*?){3}/m);
    await new Promise((done) => setTimeout(done, Math.random() * LONGEST_LIFE_MS));
    child.process.kill('SIGKILL');
    await child.ended;
    expect(child.errors()).toBe('');
    said.push(...saidIn(child.output()));

    const keys = KeyFile.open(directory, Buffer.alloc(32, 9));
    const disk = onDisk();
    const of = (kind: string) => said.filter(({ what }) => what === kind);
    expect(of('erased').filter(({ therapyId }) => !keys.erasureOf(therapyId))).toEqual([]);
    const gone = of('erasing').filter(({ therapyId }) => keys.erasureOf(therapyId));
    expect(gone.filter(({ hex }) => disk.includes(hex, 0, 'hex'))).toEqual([]);
    expect(gone.filter(({ therapyId }) => keys.opening(therapyId))).toEqual([]);
    const kept = of('made').filter(({ therapyId }) => !keys.erasureOf(therapyId));
    expect(
      kept.filter(({ therapyId, hex }) => keys.opening(therapyId)?.export().toString('hex') !== hex),
    ).toEqual([]);
    keys.close();
  }
  expect(said.filter(({ what }) => what === 'erased').length).toBeGreaterThan(KILLS);
});
