import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { format } from 'oxfmt';
import { commandLinePage } from './command-line.mjs';
import { devicesPage } from './devices.mjs';
import { drugsPage } from './drugs.mjs';
import { errorsPage } from './errors.mjs';
import { eventsPage } from './events.mjs';
import { filesPage } from './files.mjs';
import { findingsPage } from './findings.mjs';
import { httpPage } from './http.mjs';
import { metricsPage } from './metrics.mjs';
import { policiesPage } from './policies.mjs';
import { withService } from './service.mjs';
import { settingsPage } from './settings.mjs';

const MADE = '<!-- Made from the code by `npm run docs:reference`; do not edit. -->\n\n';

/** The pages of docs/reference that are made from the built service: the text of each by its name. */
export async function referencePages() {
  const scratch = mkdtempSync(join(tmpdir(), 'pump-ledger-reference-'));
  const pages = await withService(scratch, (service) => ({
    'command-line.md': commandLinePage(),
    'devices.md': devicesPage(),
    'drugs.md': drugsPage(),
    'errors.md': errorsPage(),
    'events.md': eventsPage(service.schemas),
    'files.md': filesPage(service.files),
    'findings.md': findingsPage(),
    'http.md': httpPage(service.openApi),
    'metrics.md': metricsPage(service.metrics),
    'policies.md': policiesPage(),
    'settings.md': settingsPage(),
  })).finally(() => rmSync(scratch, { recursive: true }));
  const formatted = Object.entries(pages).map(async ([name, text]) => {
    const { code } = await format(name, MADE + text, { printWidth: 110 });
    return [name, code];
  });
  return Object.fromEntries(await Promise.all(formatted));
}
