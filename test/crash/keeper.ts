/** Makes keys in a directory and destroys some, as fast as it can, and says on standard output what is on disk. */
import { writeSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { KeyFile } from './build.ts';

const KEYS_A_TURN = 20;

const [directory, run] = process.argv.slice(2);
const keys = KeyFile.open(directory!, Buffer.alloc(32, 9));
const reader = new DatabaseSync(join(directory!, 'keys.db'), { readOnly: true });
const stored = reader.prepare('SELECT wrapped FROM keys WHERE therapy_id = ?');
const say = (text: string) => writeSync(1, `${text}\n`);

for (let turn = 0; ; turn++) {
  const names = Array.from({ length: KEYS_A_TURN }, (_, index) => `${run}-${turn}-${index}`);
  const made = names.map((name) => ({ name, ...keys.sealing(name) }));
  await made[0]!.persisted;
  for (const { name, key } of made) say(`made ${name} ${key.export().toString('hex')}`);
  const [therapyId] = names;
  const wrapped = Buffer.from(stored.get(therapyId!)!['wrapped'] as Uint8Array).toString('hex');
  say(`erasing ${therapyId} ${wrapped}`);
  const why = { reason: 'asked for', authority: 'DPO', at: turn, by: 'test' };
  keys.erase({ therapyId: therapyId!, eventId: `erased-${therapyId}`, ...why });
  say(`erased ${therapyId} ${wrapped}`);
}
