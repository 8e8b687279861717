import { SETTINGS } from '../../dist/config/known-settings.js';
import { readSettings } from '../../dist/config/settings.js';
import { code, table } from './markdown.mjs';

/** What access control cannot do without. */
const GUARDED = {
  AUTH: 'oidc',
  PUBLIC_URL: 'https://pumps.example.org',
  OIDC_ISSUER: 'https://idp.example.org',
  OIDC_CLIENT_ID: 'pump-ledger',
  OIDC_CLIENT_SECRET_FILE: 'secret',
};

/** A name in the table that nothing reads any more would be told to operators in vain. */
function refuseUnread() {
  const read = new Set();
  for (const given of [{}, GUARDED])
    readSettings(new Proxy(given, { get: (all, name) => (read.add(name), all[name]) }));
  const unread = Object.keys(SETTINGS).filter((name) => !read.has(name));
  if (unread.length > 0) throw new Error(`no setting is read by the name ${unread.join(', ')}`);
}

export function settingsPage() {
  refuseUnread();
  const rows = Object.entries(SETTINGS).map(([name, { fallback, otherwise, means }]) => [
    code(name),
    fallback === undefined ? otherwise : code(fallback),
    means,
  ]);
  return `# Settings

Environment variables. Every one is checked at start; a bad one ends the process with exit code 78 and one line that says what is accepted. An empty value is
refused: unset it for the default.

${table(['setting', 'default', 'what it is for'], rows)}

[What is in \`DATA_DIR\`](files.md). [Run the service for a hospital](../how-to/run.md). [Run on a KurrentDB](../how-to/kurrentdb.md).
`;
}
