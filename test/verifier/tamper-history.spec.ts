import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { K, SIZE, SIZES, codesOf, copies, log, relinked, verify } from './support/attacked.js';
import {
  type DataDir,
  ORIGIN,
  RealLog,
  checkpointNote,
  dataDirOf,
  removeDirectories,
  replaceRows,
  writeCheckpoints,
} from './support/real-log.js';
import { logSigner } from './support/signer.js';

let data: DataDir;
beforeEach(() => {
  data = dataDirOf(log, SIZES);
});
afterEach(removeDirectories);

describe('the whole log', () => {
  it.each([1, 7, 8, 200])('its last %d events cut off', async (cut) => {
    replaceRows(data.directory, copies().slice(0, SIZE - cut));
    const { problems } = await verify(data);
    expect(new Set(codesOf(problems))).toEqual(new Set(['LOG_TRUNCATED']));
    expect(problems[0]!.detail).toContain(`it holds ${SIZE - cut}`);
  });

  it('an older copy that went on differently', async () => {
    const older = new RealLog();
    older.rows.push(...log.rows.slice(0, SIZE - 20));
    for (let n = 0; n < 40; n++)
      older.append(`new-${n}`, {
        type: 'TherapyRegistered',
        occurredAt: '2020',
        data: { patientPseudonym: 'p', indication: 'i', aetiology: 'stroke' },
      });
    replaceRows(data.directory, older.rows);
    const { problems } = await verify(data);
    expect(codesOf(problems)).toEqual(['CHECKPOINT_CONTRADICTED', 'CHECKPOINT_CONTRADICTED']);
    expect(problems[0]!.detail).toContain(`up to ${Math.floor(SIZE / 2)} events it is as signed`);
  });

  it('signed anew with another key', async () => {
    const forger = logSigner(ORIGIN);
    const rows = relinked(copies().filter((_, index) => index !== K));
    const forged = new RealLog();
    forged.rows.push(...rows);
    replaceRows(data.directory, rows);
    writeCheckpoints(data.directory, [{ size: SIZE - 1, root: forged.root() }], forger);
    const left = await verify(data);
    expect(codesOf(left.problems)).toEqual(['KEY_MISMATCH']);
    // The forger puts a key beside it: only one got elsewhere tells.
    writeFileSync(join(data.directory, 'signing', 'verifier-keys.txt'), `${forger.vkey}\n`);
    expect((await verify(data)).problems).toEqual([]);
    const given = await verify(data, { keys: [data.signer.vkey] });
    expect(codesOf(given.problems)).toEqual(['KEY_MISMATCH']);
  });

  it('two histories served under one key', async () => {
    const rows = relinked(copies().filter((_, index) => index !== K));
    const forked = new RealLog();
    forked.rows.push(...rows);
    replaceRows(data.directory, rows);
    writeCheckpoints(data.directory, [{ size: SIZE - 1, root: forked.root() }], data.signer);
    expect((await verify(data, { keys: [data.signer.vkey] })).problems).toEqual([]);
    for (const size of [SIZE - 7, SIZE - 1])
      expect(
        (await verify(data, { foreign: [checkpointNote(log, size, data.signer)] })).problems.map(
          ({ code }) => code,
        ),
      ).toContain('HISTORY_FORKED');
    // Of what both have in common.
    expect((await verify(data, { foreign: [checkpointNote(log, K, data.signer)] })).problems).toEqual([]);
  });

  it('a checkpoint whose signature is another’s', async () => {
    writeCheckpoints(data.directory, [{ size: SIZE, root: log.root() }], data.signer);
    const spoilt = checkpointNote(log, 100, data.signer).replace('\n100\n', '\n101\n');
    const { problems } = await verify(data, { foreign: [spoilt] });
    expect(codesOf(problems)).toContain('SIGNATURE_INVALID');
  });
});
