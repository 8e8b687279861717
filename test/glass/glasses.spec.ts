import { createSecretKey } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Subject } from '../../src/access/subject.js';
import { MOST_OPEN, OPEN_MS, OVERDUE_MS, stateOf } from '../../src/glass/glass.js';
import { GlassFile } from '../../src/glass/glass-file.js';
import { Glasses, TooManyOpen } from '../../src/glass/glasses.js';

const KEY = createSecretKey(Buffer.alloc(32, 7));
const ANA: Subject = {
  iss: 'https://idp.example.org',
  sub: 'ana',
  name: 'Ana',
  via: 'session',
  roles: ['reader'],
  sites: ['north'],
  session: 's-1',
};
const WANTED = { therapyId: 't-1', reason: 'patient in the emergency room', purpose: 'ETREAT' } as const;

let directory: string;
let file: GlassFile;
let now: number;
let sessions: Set<string>;
const glasses = () =>
  new Glasses(
    file,
    () => now,
    (session) => sessions.has(session),
  );
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'glass-'));
  file = new GlassFile(directory, KEY);
  now = 1_000_000;
  sessions = new Set(['s-1', 's-2']);
});
afterEach(() => {
  file.close();
  rmSync(directory, { recursive: true });
});

describe('a broken glass', () => {
  it('shows one therapy to one person in one session for an hour', () => {
    const all = glasses();
    const { id } = all.open(ANA, WANTED, 't-1');
    const seen = (subject: Subject, therapyId = 't-1') => all.openFor(subject, therapyId)?.id;
    expect(seen(ANA)).toBe(id);
    expect(seen(ANA, 't-2')).toBeUndefined();
    expect(seen({ ...ANA, sub: 'ben' })).toBeUndefined();
    expect(seen({ ...ANA, session: 's-2' })).toBeUndefined();
    expect(seen({ ...ANA, session: undefined, via: 'bearer' })).toBeUndefined();
    now += OPEN_MS - 1;
    expect(seen(ANA)).toBe(id);
    now += 1;
    expect(seen(ANA)).toBeUndefined();
  });

  it('is closed by the logout', () => {
    const all = glasses();
    all.open(ANA, WANTED, 't-1');
    sessions.delete('s-1');
    expect(all.openFor(ANA, 't-1')).toBeUndefined();
  });

  it('shows nothing where there is no such therapy', () => {
    const all = glasses();
    all.open(ANA, WANTED, undefined);
    expect(all.openFor(ANA, 't-1')).toBeUndefined();
  });

  it('is one of five at most, until the first closes', () => {
    const all = glasses();
    for (let open = 0; open < MOST_OPEN; open += 1) {
      all.open(ANA, WANTED, 't-1');
      now += 1000;
    }
    const sixth = () => all.open({ ...ANA, session: 's-2' }, WANTED, 't-1');
    expect(sixth).toThrow(TooManyOpen);
    all.open({ ...ANA, sub: 'ben' }, WANTED, 't-1');
    now += OPEN_MS - MOST_OPEN * 1000;
    expect(sixth).not.toThrow();
  });

  it('is there after a restart, and nobody reads in the file who', () => {
    const { id } = glasses().open(ANA, WANTED, 't-1');
    file.close();
    const bytes = readFileSync(join(directory, 'glass.sqlite'), 'latin1');
    for (const word of ['ana', 'Ana', 'emergency', 't-1']) expect(bytes).not.toContain(word);
    file = new GlassFile(directory, KEY);
    expect(glasses().openFor(ANA, 't-1')?.id).toBe(id);
  });
});

describe('the review', () => {
  const review = { by: ANA, at: 2, outcome: 'justified', note: 'it was an emergency' } as const;
  it('is overdue after seven days', () => {
    expect(stateOf(0, undefined, OVERDUE_MS - 1)).toBe('open');
    expect(stateOf(0, undefined, OVERDUE_MS)).toBe('overdue');
    expect(stateOf(0, review, OVERDUE_MS)).toBe('reviewed');
  });
});
