import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type PolicyBook, inForceFrom } from '../../../../src/compliance/policies/index.js';
import { SettingsError } from '../../../../src/config/setting.js';
import { PolicyFiles, checkedPolicyFile } from '../../../../src/compliance/policies/files/policy-files.js';
import { DAY_MS } from '../../../../src/infusion/schedule.js';
import { exampleText, ourHospital } from './our-hospital.js';

const NOW = Date.parse('2026-01-02T10:00:00Z');
let dataDir: string;
beforeEach(() => void (dataDir = mkdtempSync(join(tmpdir(), 'pump-ledger-in-force-'))));
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const kept = (name: string) => join(dataDir, 'known-policies', name);

function put(name: string, content: string | object): string {
  mkdirSync(join(dataDir, 'policies'), { recursive: true });
  const file = join(dataDir, 'policies', name);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

function load(): PolicyFiles {
  const files = PolicyFiles.read(dataDir, NOW);
  files.keep();
  return files;
}

function refusal(run: () => unknown): string[] {
  try {
    run();
  } catch (error) {
    if (error instanceof SettingsError) return error.message.split('\n');
    throw error;
  }
  throw new Error('was accepted');
}

describe('from when on a hospital’s version judges', () => {
  const inForceFromOf = (book: PolicyBook) => {
    const version = book.find('our-hospital@1', 0)!;
    return new Date(inForceFrom(version)).toISOString();
  };
  const none = new Map<string, number>();

  it.each([
    ['2026-01-01', '2026-01-02T00:00:00.000Z'],
    ['2026-01-01T23:59:59.999Z', '2026-01-02T00:00:00.000Z'],
    ['2026-01-02T00:30:00+01:00', '2026-01-02T00:00:00.000Z'],
  ])('%s is before the day on which it is first read, and refused', (stated) => {
    const file = put('a.json', ourHospital({ '/inForceFrom': stated }));
    const line = `${file} at /inForceFrom: "${stated}" is before 2026-01-02 (UTC), the day on which this service first read our-hospital@1: it would judge anew what was answered before; accepted is 2026-01-02 or later, or no inForceFrom, which means that day.`;
    expect(refusal(() => PolicyFiles.read(dataDir, NOW).dated(none))).toEqual([line]);
    expect(refusal(() => checkedPolicyFile(file, dataDir, NOW))).toEqual([line]);
  });

  it.each(['2026-01-02', '2026-01-02T00:00:00Z', '2026-01-02T09:00:00+01:00', '2027'])(
    '%s is not',
    (stated) => {
      const file = put('a.json', ourHospital({ '/inForceFrom': stated }));
      expect(PolicyFiles.read(dataDir, NOW).dated(none).ids).toContain('our-hospital');
      expect(checkedPolicyFile(file, dataDir, NOW).policy.inForceFrom).toBe(stated);
    },
  );

  it('without a date it judges from the day on which it was first read, also when it is read again later', () => {
    put('a.json', exampleText);
    const files = load();
    expect(inForceFromOf(files.dated(none))).toBe('2026-01-02T00:00:00.000Z');
    const keptOn = new Date('2026-01-02T10:00:00Z');
    utimesSync(kept('our-hospital@1.json'), keptOn, keptOn);
    const later = PolicyFiles.read(dataDir, NOW + 40 * DAY_MS);
    expect(inForceFromOf(later.dated(none))).toBe('2026-01-02T00:00:00.000Z');
  });

  it('what the ledger knows keeps its date, whenever a service reads it', () => {
    put('a.json', ourHospital({ '/inForceFrom': '2025-12-01' }));
    const files = PolicyFiles.read(dataDir, NOW);
    const recorded = new Map([['our-hospital@1', Date.parse('2025-11-30T12:00:00Z')]]);
    expect(inForceFromOf(files.dated(recorded))).toBe('2025-12-01T00:00:00.000Z');
    put('a.json', exampleText);
    const undated = PolicyFiles.read(dataDir, NOW);
    expect(inForceFromOf(undated.dated(recorded))).toBe('2025-11-30T00:00:00.000Z');
  });

  it('what is kept was first read when it was kept', () => {
    const file = put('a.json', ourHospital({ '/inForceFrom': '2026-01-02' }));
    load();
    const keptOn = new Date('2026-01-02T10:00:00Z');
    utimesSync(kept('our-hospital@1.json'), keptOn, keptOn);
    const later = NOW + 40 * DAY_MS;
    expect(PolicyFiles.read(dataDir, later).dated(none).ids).toContain('our-hospital');
    expect(checkedPolicyFile(file, dataDir, later)).toMatchObject({ policy: { version: '1' } });
  });
});
