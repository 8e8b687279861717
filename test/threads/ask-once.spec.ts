import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { askOnce } from '../../src/threads/ask-once.js';

const directory = mkdtempSync(join(tmpdir(), 'pump-ledger-ask-once-'));
afterAll(() => rmSync(directory, { recursive: true }));

function script(name: string, body: string): URL {
  const file = join(directory, `${name}.mjs`);
  writeFileSync(file, `import { parentPort, workerData } from 'node:worker_threads';\n${body}`);
  return pathToFileURL(file);
}

it('gives the first answer of a thread, which ends', async () => {
  expect(
    await askOnce(script('twice', 'parentPort.postMessage(workerData * 2); setInterval(() => {}, 9);'), 21),
  ).toBe(42);
});

it('throws what the thread throws', async () => {
  await expect(askOnce(script('throws', "throw new Error('no such file');"), 1)).rejects.toThrow(
    'no such file',
  );
});

it('does not wait for a thread that ends without an answer', async () => {
  await expect(askOnce(script('silent', ''), 1)).rejects.toThrow('ended without an answer');
});

it('is given up at a signal', async () => {
  const controller = new AbortController();
  const asked = askOnce(script('waits', 'setInterval(() => {}, 9);'), 1, controller.signal);
  controller.abort(new Error('the service is ending'));
  await expect(asked).rejects.toThrow('the service is ending');
});
