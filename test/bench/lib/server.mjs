import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const { scripts } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'));
const [, ...OPTIONS] = scripts.start.split(' ').slice(0, -1);
export const SERVICE = fileURLToPath(new URL('../../../dist/main.js', import.meta.url));
export const BARE = fileURLToPath(new URL('../bare-server.mjs', import.meta.url));

/** Starts a server as a process of its own, as `npm start` does, and learns its address from its first lines. */
export async function startServer(script, env = {}) {
  const child = spawn(process.execPath, [...OPTIONS, script], {
    env: { ...process.env, PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout });
  const url = await new Promise((resolve, reject) => {
    lines.on('line', (text) => {
      const address = /^listening on (\S+)/.exec(text)?.[1];
      if (address) resolve(address);
    });
    child.once('exit', (code) => reject(new Error(`${script} ended with ${code}`)));
  });
  return {
    url,
    async stop() {
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}
