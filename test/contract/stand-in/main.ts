/** The stand-in by itself, for who wants to run something on it. */
import { optionsIn, reasonOf } from './options.ts';
import { MEASURED_PACE } from './pace.ts';

async function run(given: readonly string[]): Promise<void> {
  const { port, isPaced } = optionsIn(given);
  // What it needs takes a while to load.
  const { StandIn } = await import('./stand-in.ts');
  const standIn = new StandIn();
  if (isPaced) standIn.pace = MEASURED_PACE;
  const url = await standIn.start(port);
  const end = () => void standIn.stop().then(() => process.exit(0));
  for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, end);
  process.stdout.write(`${url}\n`);
}

try {
  await run(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`standin: ${reasonOf(error)}\n`);
  process.exit(1);
}
