import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';

export interface Child {
  readonly process: ChildProcess;
  output(): string;
  errors(): string;
  /** Resolves when the process has ended and all it said has arrived. */
  readonly ended: Promise<number | null>;
}

const collect = (stream: NodeJS.ReadableStream) => {
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  return () => Buffer.concat(chunks).toString();
};

const running = new Set<ChildProcess>();

/** For the end of each test: a child that a failing test left behind would keep the run from ending. */
export function killAll(): void {
  for (const child of running) child.kill('SIGKILL');
}

/** Runs a script of this directory by the built service's code, in the end behind a shell command that sets limits. */
export function start(script: string, args: readonly string[], limits?: string): Child {
  const node = [process.execPath, resolve('test/crash', script), ...args];
  const [command, ...rest] = limits ? ['bash', '-c', `${limits}; exec "$0" "$@"`, ...node] : node;
  const child = spawn(command!, rest, { stdio: ['pipe', 'pipe', 'pipe'] });
  running.add(child);
  const ended = new Promise<number | null>((done) =>
    child.once('close', (code) => {
      running.delete(child);
      done(code);
    }),
  );
  return { process: child, output: collect(child.stdout), errors: collect(child.stderr), ended };
}

export async function says(child: Child, text: RegExp): Promise<void> {
  while (!text.test(child.output())) {
    if (child.process.exitCode !== null) throw new Error(`the child ended: ${child.errors()}`);
    await new Promise((done) => setTimeout(done, 5));
  }
}
