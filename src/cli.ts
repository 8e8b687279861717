import { exitOf } from './cli/exit.js';
import { program } from './cli/program.js';

// A reader that has seen enough (`| head`) is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

try {
  await program((code) => (process.exitCode = code)).parseAsync();
} catch (error) {
  const { code, message } = exitOf(error);
  if (message !== undefined) process.stderr.write(`${message}\n`);
  process.exitCode = code;
}
// What was left behind by something that failed, such as a connection that is tried again and again, must not hold it up.
process.stdout.write('', () => process.exit());
