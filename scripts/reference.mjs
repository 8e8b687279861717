// Writes docs/reference from the built service (npm run docs:reference). With --check it writes nothing, names each page
// that differs from what it would write, and then ends with code 1.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { format } from 'oxfmt';
import { commandLinePage } from './reference/command-line.mjs';
import { devicesPage } from './reference/devices.mjs';
import { errorsPage } from './reference/errors.mjs';
import { eventsPage } from './reference/events.mjs';
import { filesPage } from './reference/files.mjs';
import { findingsPage } from './reference/findings.mjs';
import { httpPage } from './reference/http.mjs';
import { metricsPage } from './reference/metrics.mjs';
import { policiesPage } from './reference/policies.mjs';
import { withService } from './reference/service.mjs';
import { settingsPage } from './reference/settings.mjs';

const FOLDER = new URL('../docs/reference/', import.meta.url);
const MADE = '<!-- Made from the code by `npm run docs:reference`; do not edit. -->\n\n';

const scratch = mkdtempSync(join(tmpdir(), 'pump-ledger-reference-'));
const pages = await withService(scratch, (service) => ({
  'command-line.md': commandLinePage(),
  'devices.md': devicesPage(),
  'errors.md': errorsPage(),
  'events.md': eventsPage(service.schemas),
  'files.md': filesPage(service.files),
  'findings.md': findingsPage(),
  'http.md': httpPage(service.openApi),
  'metrics.md': metricsPage(service.metrics),
  'policies.md': policiesPage(),
  'settings.md': settingsPage(),
})).finally(() => rmSync(scratch, { recursive: true }));

const isCheck = process.argv.includes('--check');
for (const [name, text] of Object.entries(pages)) {
  const file = new URL(name, FOLDER);
  const { code: made } = await format(name, MADE + text, { printWidth: 110 });
  if (existsSync(file) && readFileSync(file, 'utf8') === made) continue;
  if (isCheck) process.exitCode = 1;
  else writeFileSync(file, made);
  console.log(
    `docs/reference/${name} ${isCheck ? 'is not what the code says: npm run docs:reference' : 'written'}`,
  );
}
