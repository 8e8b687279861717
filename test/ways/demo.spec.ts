import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Browser } from '../support/provider/browser.js';

function demo(env: Readonly<Record<string, string>>) {
  const { PATH, HOME } = process.env;
  const child = spawn(process.execPath, ['scripts/demo-login.mjs'], {
    env: { PATH, HOME, PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stdout.on('data', (chunk) => (said += String(chunk)));
  child.stderr.on('data', (chunk) => (said += String(chunk)));
  const ended = new Promise<number | null>((done) => child.once('close', done));
  return { child, ended, said: () => said };
}

test.each([
  ['another address', { HOST: '0.0.0.0' }, 'HOST'],
  ['a folder that is there', { DATA_DIR: mkdtempSync(join(tmpdir(), 'there-')) }, 'DATA_DIR'],
])('the demo refuses %s', async (_what, env, name) => {
  const { ended, said } = demo(env);
  expect(await ended).toBe(78);
  expect(said()).toContain(name);
});

test('the demo names its people; whoever is clicked sees the case of the own site, on pages that say DEMO', async () => {
  const { child, ended, said } = demo({});
  try {
    while (!said().includes('Ctrl+C')) {
      if (child.exitCode !== null) throw new Error(said());
      await new Promise((done) => setTimeout(done, 50));
    }
    expect(said()).toMatch(/Nora Reader +reader +north/);
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(said())![0];
    const browser = new Browser();
    const page = await browser.follow(`${url}/therapies/case-report-a`);
    const seen = await browser.choose(page.at, 'north-reader');
    expect([seen.status, await seen.text()]).toEqual([200, expect.stringContaining('DEMO')]);
    expect((await browser.open(`${url}/therapies/case-report-b`)).status).toBe(404);
  } finally {
    child.kill('SIGTERM');
    await ended;
  }
}, 120_000);
