/** Makes keys until the disk takes no more, tries to destroy one, waits for a word that there is space, and goes on. */
import { once } from 'node:events';
import { writeSync } from 'node:fs';
import { KeyFile } from './build.ts';

const KEYS_A_TURN = 200;

const [directory] = process.argv.slice(2);
const keys = KeyFile.open(directory!, Buffer.alloc(32, 9));
const say = (text: string) => writeSync(1, `${text}\n`);

let made = 0;
const make = async () => {
  const names = Array.from({ length: KEYS_A_TURN }, (_, index) => `${made + index}`.padStart(60, 'x'));
  const [first] = names.map((name) => keys.sealing(name));
  await first!.persisted;
  made += KEYS_A_TURN;
};
const erasure = { eventId: 'e', reason: 'asked for', authority: 'DPO', at: 0, by: 'test' };
const erase = () => keys.erase({ therapyId: '0'.padStart(60, 'x'), ...erasure });
const outcome = async (work: () => unknown) => {
  try {
    await work();
    return 'fine';
  } catch (error) {
    return (error as Error).constructor.name;
  }
};

let failure: string;
while ((failure = await outcome(make)) === 'fine');
say(`full ${failure}, made ${made}, erasing ${await outcome(erase)}`);
say(`others ${keys.opening('1'.padStart(60, 'x')) ? 'there' : 'gone'}`);
say('waiting');
await once(process.stdin, 'data');
say(`space make ${await outcome(make)}, erasing ${await outcome(erase)}, made ${made}`);
keys.close();
process.stdin.destroy();
