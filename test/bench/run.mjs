import { cpus } from 'node:os';
import { access } from './access.mjs';
import { appends } from './appends.mjs';
import { emmett } from './emmett.mjs';
import { engine } from './engine.mjs';
import { growth } from './growth.mjs';
import { http } from './http.mjs';
import { imports } from './imports.mjs';
import { ledger } from './ledger.mjs';
import { columns, say } from './lib/report.mjs';
import { dropScratch, inScratch } from './lib/scratch.mjs';
import { openService } from './lib/service.mjs';
import { others } from './others.mjs';
import { rebuild } from './rebuild.mjs';
import { register } from './register.mjs';
import { replay } from './replay.mjs';
import { verify } from './verify.mjs';

const parts = {
  appends,
  imports,
  emmett,
  replay,
  growth,
  http,
  register,
  rebuild,
  ledger,
  verify,
  others,
  engine,
  access,
  // What it needs of the browser tests is loaded only for it.
  pages: async () => (await import('./pages.mjs')).pages(),
};
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in parts));
if (unknown.length > 0) {
  console.error(`no part ${unknown.join(', ')}; there are ${Object.keys(parts).join(', ')}`);
  process.exit(2);
}

const { journalMode, synchronous } = await inScratch(async (directory) => {
  const { store } = await openService(directory);
  await store.close();
  return store.durability;
});
say(
  `node ${process.versions.node}, ${cpus().length} x ${cpus()[0].model}, ${process.platform} ${process.arch}`,
);
say(`SQLite ${process.versions.sqlite}, journal_mode=${journalMode}, synchronous=${synchronous} (2 is FULL)`);
columns();
const start = performance.now();
try {
  for (const [name, part] of Object.entries(parts))
    if (asked.length === 0 || asked.includes(name)) await part();
} finally {
  dropScratch();
}
say('');
say(`${Math.round((performance.now() - start) / 1000)} s; raw samples in test/bench/results/`);
