import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';

export interface StandInProcess {
  readonly url: string;
  stop(): Promise<void>;
}

/** What speaks KurrentDB's protocol, in a process of its own. */
export async function startStandIn(): Promise<StandInProcess> {
  const child = spawn(process.execPath, [resolve('test/contract/stand-in/main.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  let output = '';
  const url = await new Promise<string>((done, failed) => {
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const found = /^listening on (\S+)$/m.exec(output)?.[1];
      if (found) done(found);
    });
    void ended.then(() => failed(new Error(`the stand-in ended: ${output}`)));
  });
  return {
    url,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
