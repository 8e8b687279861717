import { cpSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { RegisterBehind } from '../../src/register/register-behind.js';
import type { Sealed } from '../../src/therapy/envelope.js';
import { History, caseReport } from '../support/history.js';
import { byAudits, everything } from './rows.js';
import { Kept, all, ofTherapy, running } from './support.js';

let kept: Kept;
beforeEach(async () => void (kept = await Kept.open()));
afterEach(() => kept.close());

describe('a therapy whose audit fails', () => {
  it('is set aside, said to be missing, and tried again at its next event or by the next release', async () => {
    // A correction with a date that nobody could have recorded.
    const broken = running('bad');
    const target = broken.at(-1)!;
    const correction = {
      ...target,
      id: 'c',
      type: 'EventCorrected',
      revision: target.revision + 1,
      data: {
        corrects: target.id,
        replacement: { type: target.type, occurredAt: 'never', data: target.data },
        reason: 'test',
      },
    } as unknown as Sealed;
    await kept.append(broken);
    await kept.append(running('good'));
    await kept.append([correction]);
    await kept.catchUp();
    expect(kept.setAside).toEqual(['bad']);
    const { items, setAside } = await kept.register.findings(all);
    expect(setAside).toEqual(['bad']);
    expect(items.every(({ therapyId }) => therapyId === 'good')).toBe(true);
    expect((await kept.register.findings({ ...all, filter: { therapyId: 'good' } })).setAside).toEqual([]);
    expect((await kept.register.findings({ ...all, filter: { therapyId: 'bad' } })).setAside).toEqual([
      'bad',
    ]);

    await kept.restart({ calculation: 'the next release' });
    await kept.catchUp();
    expect(kept.setAside).toEqual(['bad', 'bad']);
    const voided = {
      ...correction,
      id: 'v',
      type: 'EventVoided',
      revision: correction.revision + 1,
      data: { voids: 'c', reason: 'test' },
    } as unknown as Sealed;
    await kept.append([voided]);
    await kept.catchUp();
    expect((await kept.register.findings(all)).setAside).toEqual([]);
  });
});

describe('the file', () => {
  const fill = async () => {
    await kept.append(caseReport('a').events);
    await kept.append(running('t-1'));
    await kept.catchUp();
    return everything(kept);
  };
  const modelFile = () => join(kept.readDirectory, 'register-4.db');

  it('is made anew with equal rows when it was removed', async () => {
    const before = await fill();
    await kept.register.release();
    kept.model.close();
    rmSync(kept.readDirectory, { recursive: true });
    await kept.start();
    await kept.catchUp();
    expect(await everything(kept)).toEqual(before);
  });

  it.each(['not a database at all', ''])('is made anew when it is broken: %j', async (content) => {
    const before = await fill();
    await kept.register.release();
    kept.model.close();
    writeFileSync(modelFile(), content);
    await kept.start();
    await expect(kept.register.findings(all)).rejects.toBeInstanceOf(RegisterBehind);
    await kept.catchUp();
    expect(await everything(kept)).toEqual(before);
  });

  it('is made anew when the log was put back from an older copy, even one that grew since', async () => {
    await kept.append(caseReport('a').events);
    await kept.store.close();
    const copy = join(kept.directory, 'copy.sqlite');
    const log = join(kept.directory, 'ledger.sqlite');
    cpSync(log, copy);
    await kept.reopenLogAfterClose();
    await kept.restart();
    await kept.append(ofTherapy('lost', caseReport('b').events));
    await kept.catchUp();
    expect(
      (await kept.register.findings({ ...all, filter: { therapyId: 'lost' } })).items.length,
    ).toBeGreaterThan(0);

    await kept.store.close();
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${log}${suffix}`, { force: true });
    cpSync(copy, log);
    await kept.reopenLogAfterClose();
    await kept.append(ofTherapy('other', caseReport('b').events));
    await kept.append(new History('more').registered().events);
    await kept.restart();
    await kept.catchUp();
    expect((await kept.register.findings({ ...all, filter: { therapyId: 'lost' } })).items).toEqual([]);
    expect(await everything(kept)).toEqual(
      byAudits(
        [
          caseReport('a').events,
          ofTherapy('other', caseReport('b').events),
          new History('more').registered().events,
        ],
        kept.now,
      ),
    );
  });

  it('is not made anew when nothing changed', async () => {
    await fill();
    let applied = 0;
    await kept.restart({
      projection: (register) => ({
        name: register.name,
        version: register.version,
        inputs: register.inputs,
        schema: register.schema,
        work: (...given) => register.work(...given),
        apply: (database, events) => {
          applied += events.length;
          register.apply(database, events);
        },
      }),
    });
    await kept.catchUp();
    expect(applied).toBe(0);
  });

  it('gives way to the new one while it is read', async () => {
    const before = await fill();
    await kept.restart({ calculation: 'the next release' });
    expect(await everything(kept)).toEqual(before);
    expect(kept.model.isRebuilding).toBe(true);
    while (await kept.step()) expect(await everything(kept)).toEqual(before);
    expect(kept.model.isRebuilding).toBe(false);
    expect(await everything(kept)).toEqual(before);
  });

  it('of other versions goes once this one is up to date', async () => {
    writeFileSync(join(kept.readDirectory, 'register-0.db'), 'old');
    writeFileSync(join(kept.readDirectory, 'registered-0.db'), 'of somebody else');
    await fill();
    expect(existsSync(join(kept.readDirectory, 'register-0.db'))).toBe(false);
    expect(existsSync(join(kept.readDirectory, 'registered-0.db'))).toBe(true);
  });
});
