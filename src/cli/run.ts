import { exitOf } from './exit.js';
import type { Terminal } from './invocation.js';
import { program } from './program.js';

/**
 * Runs one command line to its end.
 * @param words without the program's own name
 * @returns the exit code
 */
export async function run(words: readonly string[], terminal: Terminal): Promise<number> {
  let exit = 0;
  try {
    await program(terminal, (code) => (exit = code)).parseAsync(words, { from: 'user' });
    return exit;
  } catch (error) {
    const { code, message } = exitOf(error);
    if (message !== undefined) terminal.stderr.write(`${message}\n`);
    return code;
  }
}
