import { parseArgs } from 'node:util';

const USAGE = 'standin [--port <number>, 2113 by default] [--paced, to take the time that a server takes]';

export interface Options {
  readonly port: number;
  readonly isPaced: boolean;
}

/** @throws Error where they are none */
export function optionsIn(given: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...given],
    options: { port: { type: 'string', default: '2113' }, paced: { type: 'boolean', default: false } },
  });
  const port = Number(values.port);
  if (!/^\d+$/.test(values.port) || port > 65_535)
    throw new RangeError(`--port is a number up to 65535, and not ${values.port}`);
  return { port, isPaced: values.paced };
}

/** What is said of an error that ended it. */
export function reasonOf(error: unknown): string {
  const { message, code = '', port } = error as Error & { code?: string; port?: number };
  if (code === 'EADDRINUSE') return `port ${port} is taken`;
  const isOfOptions = code.startsWith('ERR_PARSE_ARGS') || error instanceof RangeError;
  return isOfOptions ? `${message}\n${USAGE}` : message;
}
