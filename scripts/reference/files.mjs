import { code, table } from './markdown.mjs';

/** What stands in a data directory, and what follows if it is lost. A name that ends with a slash is a folder. */
const FILES = [
  {
    name: 'ledger.sqlite',
    is: 'the log: table `events`, column `bytes` is what was hashed, `disclosures` is encrypted, `mac` tells that a service wrote it; table `aliens` has what other programs wrote into `events`',
    lost: 'everything; restore a backup',
  },
  {
    name: 'access.sqlite',
    is: 'who looked, with `AUTH=oidc`: table `records`, column `bytes` is what was hashed, `sealed` says who, encrypted; the hashes of its tree in `tiles`',
    lost: 'who looked; nothing is disclosed until it is restored, since the ledger has seals of it',
    mayBeAbsent: true,
  },
  {
    name: 'glass.sqlite',
    is: 'who broke the glass, with `AUTH=oidc`, and what officers made of it, encrypted',
    lost: 'open glasses are closed, and what was to be reviewed is known from the log of who looked alone',
    mayBeAbsent: true,
  },
  {
    name: 'erasures.sqlite',
    is: 'erasures that one officer asked for and another confirms, with `AUTH=oidc`, encrypted',
    lost: 'what waits for a second officer is asked for again',
    mayBeAbsent: true,
  },
  {
    name: 'served-with-oidc',
    is: 'since when the directory is served with access control; the command `allow-auth-off` removes it',
    lost: 'it may be served without, until it is served with it again',
    mayBeAbsent: true,
  },
  {
    name: 'sessions.sqlite',
    is: 'who is logged in, what waits for another login, and the keys of devices by their hashes, with `AUTH=oidc`, encrypted',
    lost: 'everybody logs in anew, and devices need new keys',
    mayBeAbsent: true,
  },
  {
    name: 'keys.db',
    is: 'the keys of personal values of patients and staff, wrapped; erasures and legal holds',
    lost: 'personal values cannot be read any more, the rest can',
  },
  {
    name: 'master.key',
    is: 'wraps those keys, unless `MASTER_KEY_FILE` or `MASTER_KEY` is given',
    lost: 'the same',
  },
  {
    name: 'checkpoints.sqlite',
    is: 'every checkpoint that was ever signed',
    lost: 'the log can no longer be compared with what was published, except by others',
  },
  {
    name: 'signing/',
    is: 'the private key, the log’s name, and every verifier key that it ever had',
    lost: 'a new key needs a word to everybody who verifies',
  },
  {
    name: 'policies/',
    is: 'the hospital’s own policies, read at start',
    lost: 'put them back from where you keep them',
    mayBeAbsent: true,
  },
  {
    name: 'known-policies/',
    is: 'every version of a policy that was ever used; never edit: the log knows the hash of each',
    lost: 'audits under them cannot be repeated',
  },
  {
    name: 'clock.jsonl',
    is: 'when the machine’s clock was set while a service ran, and who took it for right and why; a line each',
    lost: 'a clock that was accepted may have to be accepted again',
    mayBeAbsent: true,
  },
  { name: 'tree.sqlite', is: 'a cache of the Merkle tree', lost: 'nothing: it is built again' },
  {
    name: 'read/',
    is: 'the register: read models',
    lost: 'nothing: they are built again',
    // Made by a thread of its own, when it comes to it.
    mayBeAbsent: true,
  },
  { name: 'ledger.lock', is: 'held while a process writes the directory', lost: 'nothing' },
];

const COMPANION = /-(wal|shm|journal)$/;
const belongs = ({ name }, file) =>
  name.endsWith('/') ? file.startsWith(name) : file.replace(COMPANION, '') === name;

/** @param found the files of a service that has recorded something and signed a checkpoint */
export function filesPage(found) {
  const untold = found.filter((file) => !FILES.some((told) => belongs(told, file)));
  const missing = FILES.filter((told) => !told.mayBeAbsent && !found.some((file) => belongs(told, file)));
  if (untold.length + missing.length > 0)
    throw new Error(
      `not in the list of files: ${untold}; in it, and not there: ${missing.map(({ name }) => name)}`,
    );
  return `# Files in \`DATA_DIR\`

The directory is readable by its owner alone. One process writes it at a time. \`-wal\` and \`-shm\` files belong to the database beside
them. [Back up](../how-to/backup.md), and never copy a database file of a running service by itself.

${table(
  ['file', 'what it is', 'if it is lost'],
  FILES.map(({ name, is, lost }) => [code(name), is, lost]),
)}

With \`EVENT_STORE=kurrentdb\` the log, keys, holds and checkpoints are on the server, and what is here can be lost, but for \`policies/\`,
\`known-policies/\`, and the keys where they were left to it.
`;
}
