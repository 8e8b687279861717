// Starts the built service, imports the published case, says what the audit found and where to look, and goes on
// serving until it is interrupted.
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';

const AS_OF = '2021-09-01';
const READINGS = ['a', 'b'];

const server = spawn(process.execPath, ['dist/main.js'], { stdio: ['ignore', 'pipe', 'inherit'] });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill(signal));
server.on('exit', (code) => process.exit(code ?? 1));

const baseUrl = await new Promise((resolve) => {
  let printed = '';
  server.stdout.on('data', (chunk) => {
    printed += chunk;
    const address = /^listening on (\S+)/m.exec(printed)?.[1];
    if (address) resolve(address);
  });
});

async function ask(path, options) {
  const response = await fetch(baseUrl + path, options);
  const answer = await response.json();
  if (!response.ok) throw new Error(`${path}: ${answer.code}: ${answer.detail}`);
  return answer;
}

const day = (instant) => instant?.slice(0, 16).replace('T', ' ') ?? '-';
const words = { tapered: 'consistent with a taper', abrupt: 'abrupt', undetermined: 'undetermined' };

for (const reading of READINGS) {
  const body = await readFile(
    new URL(`../examples/case-report/case-report-${reading}.ndjson`, import.meta.url),
  );
  const headers = { 'content-type': 'application/x-ndjson' };
  const { recorded, duplicates, rejected } = await ask('/v1/import', { method: 'POST', headers, body });
  console.log(
    `\ncase-report-${reading}: ${recorded} events recorded, ${duplicates} there before, ${rejected.length} rejected`,
  );
  const audit = await ask(`/v1/therapies/case-report-${reading}/audit?asOf=${AS_OF}`);
  console.log(`  ${audit.headline.text}`);
  const codesOf = (findings, reservations) =>
    reservations.map((id) => findings.find((finding) => finding.id === id).code).join(', ') || 'none';
  for (const {
    drug,
    site,
    certainty,
    cause,
    baselineMcgPerDay,
    startedAt,
    reachedZeroAt,
    verdict,
    conformance,
    reservations,
    tip,
  } of audit.cessations) {
    console.log(
      `  ${drug} ${certainty === 'possible' ? 'may have stopped' : 'stopped'} at the ${site} (${cause}): ${baselineMcgPerDay} mcg/day from ${day(startedAt)}, zero at ${day(reachedZeroAt)} UTC`,
    );
    console.log(
      `    ${words[verdict]}; reservations: ${codesOf(audit.findings, reservations)}; policy ${conformance}; at the tip zero at ${day(tip.reachedZeroAt)}, ${words[tip.verdict]}`,
    );
  }
  const holiday = audit.cessations.find(({ declaredHoliday }) => declaredHoliday);
  const lacks = audit.gaps.filter(({ blocks }) => blocks.includes(holiday.id)).map(({ what }) => what);
  console.log(`  what the record lacks of the declared holiday: ${[...new Set(lacks)].join('; ')}`);
  const counts = new Map();
  for (const { code } of audit.findings) counts.set(code, (counts.get(code) ?? 0) + 1);
  console.log(`  findings: ${[...counts].map(([code, count]) => `${count} ${code}`).join(', ')}`);

  const { items } = await ask(`/v1/therapies/case-report-${reading}/audits?asOf=${AS_OF}`);
  console.log('  the declared holiday by each policy:');
  for (const { policy, cessations, findings } of items) {
    const { verdict, conformance, steps, reservations } = cessations.find(
      ({ declaredHoliday }) => declaredHoliday,
    );
    const failed = new Map(
      steps
        .flatMap(({ rules }) => rules.filter(({ outcome }) => outcome === 'fail'))
        .map((r) => [r.rule, r.detail]),
    );
    const why = [...failed].map(([rule, detail]) => `; ${rule}: ${detail}`).join('');
    console.log(
      `    ${policy.id}: ${words[verdict]}; reservations: ${codesOf(findings, reservations)}; policy ${conformance}${why}`,
    );
  }
}

const { ok, treeSize, rootHash } = await ask('/v1/ledger/verify', { method: 'POST' });
console.log(
  `\nThe ledger: ${treeSize} events under one root, ${rootHash}; read anew from disk, ${ok ? 'nothing contradicts it' : 'PROBLEMS were found'}.`,
);

const therapy = `${baseUrl}/v1/therapies/case-report-a`;
console.log(`
Retrospective evidence, not clinical advice.

Look at
  ${baseUrl}/therapies/case-report-a?asOf=${AS_OF}   the page of the published case
  ${therapy}/state?asOf=${AS_OF}
  ${therapy}/audit?asOf=${AS_OF}
  ${therapy}/audit.pdf?asOf=${AS_OF}
  ${therapy}/evidence.zip?asOf=${AS_OF}   unzip it, and run node check.mjs in it
  ${therapy}/dose-curve?drug=baclofen&site=tip&from=2021-03-01&to=2021-04-30
  ${baseUrl}/docs

Ctrl+C ends the service.`);
