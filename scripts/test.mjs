// All checks of a fresh clone: first the tests that need nothing but the code, and the build beside; then the rest, and
// beside it what reads the code.
// `npm test -- <arguments>` passes them on to Jest.
import { spawn } from 'node:child_process';

const given = process.argv.slice(2);
const suite = (half) => ['suite', '--', ...given, `test/suite/${half}`];

/** Each stage is lanes that run at once, each its scripts in order. The first lane is shown as it runs. */
const STAGES = [
  [[suite('pure')], [['compile']]],
  [[suite('rest')], [['linted'], ['rooms'], ['formatted']]],
];

/** Runs a script of package.json; what it says is shown at once, or when it has ended. */
function run([script, ...words], isShown) {
  const begun = performance.now();
  const stdio = isShown ? 'inherit' : ['ignore', 'pipe', 'pipe'];
  const child = spawn('npm', ['run', '-s', script, ...words], { stdio, shell: process.platform === 'win32' });
  const said = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => said.push(chunk));
  return new Promise((done) => {
    child.on('close', (code) => {
      process.stdout.write(Buffer.concat(said));
      const seconds = ((performance.now() - begun) / 1000).toFixed(0);
      console.log(`${code === 0 ? 'done' : 'FAILED'}: ${[script, ...words].join(' ')} (${seconds} s)`);
      done(code === 0);
    });
  });
}

async function inOrder(scripts, isShown) {
  for (const script of scripts) if (!(await run(script, isShown))) return false;
  return true;
}

for (const lanes of STAGES) {
  const ended = await Promise.all(lanes.map((scripts, lane) => inOrder(scripts, lane === 0)));
  if (ended.includes(false)) process.exit(1);
}
