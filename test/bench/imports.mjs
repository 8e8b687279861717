import { Readable } from 'node:stream';
import { ANONYMOUS } from '../../dist/record/anonymous.js';
import { MOST_LINE_BYTES } from '../../dist/record/import-line.js';
import { linesOf } from '../../dist/record/lines.js';
import { manyTherapies, therapy } from './lib/events.mjs';
import { inTurn, timed, warmAndTimed } from './lib/measure.mjs';
import { writeRaw } from './lib/raw-sqlite.mjs';
import { heading, keep, line } from './lib/report.mjs';
import { inScratch } from './lib/scratch.mjs';
import { openService } from './lib/service.mjs';

const ROUNDS = 5;
const EVENTS = 12_800;
const CHUNK = 65_536;

function chunksOf(bodies) {
  const file = Buffer.from(bodies.map((body) => `${JSON.stringify(body)}\n`).join(''));
  const chunks = [];
  for (let from = 0; from < file.length; from += CHUNK) chunks.push(file.subarray(from, from + CHUNK));
  return chunks;
}

async function run({ importer }, bodies, chunks) {
  const lines = linesOf(Readable.from(chunks), MOST_LINE_BYTES);
  const { recorded, rejected } = await importer.run(lines, { recordedBy: ANONYMOUS });
  if (recorded !== bodies.length) throw new Error(`recorded ${recorded}: ${JSON.stringify(rejected[0])}`);
}

const imported = (warm, rest) =>
  inScratch(async (directory) => {
    const service = await openService(directory);
    await run(service, ...warm);
    const sample = await timed(rest[0].length, () => run(service, ...rest));
    const events = await service.store.readAll(undefined, EVENTS);
    await service.store.close();
    return { sample, events };
  });

async function compare(what, part, bodies) {
  const files = warmAndTimed(bodies).map((part) => [part, chunksOf(part)]);
  const { events } = await imported(...files);
  const { of, ratio, samples } = await inTurn(ROUNDS, {
    raw: () => inScratch((directory) => writeRaw(directory, events, 64, { triggers: false })),
    import: async () => (await imported(...files)).sample,
  });
  line(`raw node:sqlite, batches of 64, the events of ${what}`, { value: of('raw').rate, unit: 'events/s' });
  line(`import of NDJSON, ${what}`, {
    value: of('import').rate,
    unit: 'events/s',
    ratio: ratio('import', 'raw'),
    aim: { leastRatio: 0.3 },
  });
  keep(part, samples);
}

export async function imports() {
  heading('Import, from the bytes of a file to the disk (ratio: to raw node:sqlite)');
  await compare('500 therapies', 'import-many', manyTherapies(500, EVENTS));
  const one = therapy(EVENTS).map((body) => ({ therapyId: 't-1', ...body }));
  await compare('one therapy', 'import-one', one);
}
