import { run } from './cli/run.js';

// A reader that has seen enough (`| head`) is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

process.exitCode = await run(process.argv.slice(2), process);
// What was left behind by something that failed, such as a connection that is tried again and again, must not hold it up.
process.stdout.write('', () => process.exit());
