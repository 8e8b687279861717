import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { recordIn } from '../../../src/access/log/chain.js';
import type { AccessRecord } from '../../../src/access/log/record.js';
import type { Subject } from '../../../src/access/subject.js';
import { accessFile } from '../../../src/accesses/access-file.js';
import { readingFrom } from '../../../src/sqlite/open.js';
import { type Gated, gated } from '../../gate/support/gated.js';

const person = (sub: string, role: Subject['roles'][number], sites: readonly string[]): Subject => ({
  iss: 'https://idp.example',
  sub,
  name: `Name of ${sub}`,
  via: 'bearer',
  roles: [role],
  sites,
});

const PEOPLE = {
  recorder: person('rec', 'recorder', ['*']),
  reader: person('rea', 'reader', ['*']),
  south: person('sou', 'reader', ['south']),
  elsewhere: person('els', 'reviewer', ['south']),
  officer: person('off', 'officer', ['*']),
  southern: person('soo', 'officer', ['south']),
  admin: person('adm', 'admin', ['*']),
};

export let directory: string;
export let service: Gated;

/** Once it was closed. */
export async function start(): Promise<void> {
  service = await gated(PEOPLE, { keptIn: directory, auth: 'oidc', checkpointIntervalSeconds: 0 });
}

/** Before each test of a file, and after it. */
export async function begin(): Promise<void> {
  directory = mkdtempSync(join(tmpdir(), 'noted-'));
  await start();
}

export async function end(): Promise<void> {
  await service.close();
  rmSync(directory, { recursive: true });
}

export type Who = keyof typeof PEOPLE | undefined;

export async function ask(who: Who, url: string, body?: object) {
  const answer = await service.app.inject({
    method: body ? 'POST' : 'GET',
    url,
    headers: {
      ...(who && { authorization: `Bearer ${who}` }),
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { payload: JSON.stringify(body) }),
  });
  return answer;
}

export const register = (id: string) =>
  ask('recorder', `/v1/therapies/${id}/events`, {
    type: 'TherapyRegistered',
    occurredAt: '2021-03-10T08:00:00Z',
    data: { patientPseudonym: 'Anna Miller', indication: 'spasticity', aetiology: 'trauma' },
  });

export const recorded = (): readonly AccessRecord[] =>
  readingFrom(accessFile(directory), (database) =>
    database
      .prepare('SELECT bytes FROM records ORDER BY n')
      .all()
      .map(({ bytes }) => recordIn(bytes as Uint8Array)),
  );
