// All checks of a fresh clone: first the tests that need nothing but the code, then what reads it, then the rest.
// `npm test -- <arguments>` passes them on to Jest.
import { spawn } from 'node:child_process';

const given = process.argv.slice(2);
const suite = (half) => ['suite', '--', ...given, `test/suite/${half}`];

const STAGES = [
  [[suite('pure')]],
  // Two lanes for two cores.
  [
    [['compile'], ['formatted']],
    [['linted'], ['types'], ['rooms']],
  ],
  [[suite('rest')]],
];

/** Runs a script of package.json; what it says is shown at once where it runs alone, else when it has ended. */
function run([script, ...words], isAlone) {
  const begun = performance.now();
  const stdio = isAlone ? 'inherit' : ['ignore', 'pipe', 'pipe'];
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

async function inOrder(scripts, isAlone) {
  for (const script of scripts) if (!(await run(script, isAlone))) return false;
  return true;
}

for (const lanes of STAGES) {
  const ended = await Promise.all(lanes.map((scripts) => inOrder(scripts, lanes.length === 1)));
  if (ended.includes(false)) process.exit(1);
}
