import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { changed, other, pack, seen, signer } from './support/made-pack.js';
import type { PackFiles } from './support/pack.js';
import { newDirectory, removeDirectories } from './support/real-log.js';

afterAll(removeDirectories);

describe('check.mjs', () => {
  /** Another Node that it must run on, where there is one. */
  const NODE_18 = process.env['PUMP_LEDGER_NODE_18'] ?? '';
  const folderOf = (files: PackFiles) => {
    const folder = join(newDirectory(), 'a folder');
    for (const [name, bytes] of files) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), bytes);
    }
    return folder;
  };
  const run = (folder: string, words: readonly string[] = [], node = process.execPath) => {
    const { status, stdout, stderr } = spawnSync(node, ['check.mjs', ...words], {
      cwd: folder,
      encoding: 'utf8',
    });
    return { status, stdout, stderr };
  };

  it('checks the folder that it stands in, without arguments', () => {
    const folder = folderOf(pack);
    const { status, stdout, stderr } = run(folder);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toContain('OK: everything that was checked holds.');
    expect(stdout).toContain('key.txt came with the pack and proves nothing by itself');
  });

  it('takes a key got elsewhere, itself or in a file, and witnesses', () => {
    const folder = folderOf(pack);
    const file = join(newDirectory(), 'key');
    writeFileSync(file, `${signer.vkey}\n`);
    for (const key of [signer.vkey, file]) {
      const { status, stdout } = run(folder, ['--key', key, '--witness', seen.vkey]);
      expect([status, stdout]).toEqual([0, expect.stringContaining('the one that you gave signed it')]);
    }
    const { status, stdout } = run(folder, ['--key', other.vkey]);
    expect([status, stdout]).toEqual([1, expect.stringContaining('PROBLEM KEY_MISMATCH')]);
    expect(run(folder, ['--what']).status).toBe(1);
  });

  it('exits with 1 where anything is changed, itself as well', () => {
    for (const name of ['events.ndjson', 'CHECK.md', 'check.mjs']) {
      const files = changed(name, (text) => `${text}${name === 'check.mjs' ? '// more\n' : 'x'}`);
      const { status, stdout } = run(folderOf(files));
      expect([name, status, stdout]).toEqual([name, 1, expect.stringContaining(`of ${name} is`)]);
    }
  });

  const onNode18 = existsSync(NODE_18) ? it : it.skip;
  onNode18('runs on Node 18', () => {
    const { status, stdout, stderr } = run(folderOf(pack), ['--key', signer.vkey], NODE_18);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toContain('OK: everything that was checked holds.');
    expect(run(folderOf(changed('audit.json', (text) => `${text} `)), [], NODE_18).status).toBe(1);
  });
});
