import { createSecretKey } from 'node:crypto';
import { cpSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { storedDigests } from '../../src/register/rows.js';
import { Seal } from '../../src/register/runner/seal.js';
import { sealTherapy } from '../../src/register/therapies.js';
import { RegisterBehind } from '../../src/register/register-behind.js';
import type { Sealed } from '../../src/therapy/envelope.js';
import { History, caseReport } from '../support/history.js';
import { byAudits, everything } from './rows.js';
import { Kept, all, running } from './support.js';

let kept: Kept;
beforeEach(async () => void (kept = await Kept.open()));
afterEach(() => kept.close());

/** A pump that was stopped at once. */
const stopped = (therapyId: string) =>
  new History(therapyId)
    .recordedAt('2026-05-01T09:00:00Z')
    .running('2026-04-01T08:00:00Z', 400)
    .programmed('2026-05-01T08:00:00Z', 0).events;

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
  const fill = async (events = stopped('s-1')) => {
    await kept.appendOther();
    await kept.append(events);
    await kept.append(running('t-1'));
    await kept.appendOther();
    await kept.catchUp();
    return everything(kept);
  };
  const modelFile = () => join(kept.readDirectory, 'register-8.db');

  it('knows of no therapy but those that are recorded, whatever else is in the log', async () => {
    await fill();
    const database = new DatabaseSync(modelFile(), { readOnly: true });
    const therapies = database.prepare('SELECT therapy_id FROM therapies ORDER BY therapy_id').all();
    expect(therapies.map(({ therapy_id: id }) => id)).toEqual(['s-1', 't-1']);
    expect(database.prepare('SELECT events FROM others').get()!.events).toBe(2);
    database.close();
    expect(kept.setAside).toEqual([]);
  });

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
    await kept.append(stopped('s-1'));
    await kept.store.close();
    const copy = join(kept.directory, 'copy.sqlite');
    const log = join(kept.directory, 'ledger.sqlite');
    cpSync(log, copy);
    await kept.reopenLogAfterClose();
    await kept.restart();
    await kept.append(stopped('lost'));
    await kept.catchUp();
    expect(
      (await kept.register.findings({ ...all, filter: { therapyId: 'lost' } })).items.length,
    ).toBeGreaterThan(0);

    await kept.store.close();
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${log}${suffix}`, { force: true });
    cpSync(copy, log);
    await kept.reopenLogAfterClose();
    await kept.append(stopped('other'));
    await kept.append(new History('more').registered().events);
    await kept.restart();
    await kept.catchUp();
    expect((await kept.register.findings({ ...all, filter: { therapyId: 'lost' } })).items).toEqual([]);
    expect(await everything(kept)).toEqual(
      byAudits([stopped('s-1'), stopped('other'), new History('more').registered().events], kept.now),
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
        seal: register.seal,
        disagreement: (...given) => register.disagreement(...given),
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

  it('is believed when nobody edited it', async () => {
    await fill();
    await kept.append([...running('t-2')]);
    await kept.step();
    for (let time = 0; time < 2; time += 1) await kept.restart();
    await kept.catchUp();
    await kept.restart();
    expect(kept.edited).toEqual([]);
  });

  it.each([
    ['a verdict', "UPDATE cessations SET body = replace(body, 'abrupt', 'tapered'), verdict = 'tapered'"],
    ['a finding out', 'DELETE FROM findings WHERE rowid = (SELECT min(rowid) FROM findings)'],
    ['a finding for another', "UPDATE findings SET therapy_id = 't-1'"],
    ['a glance', "UPDATE glances SET body = replace(body, 'baclofen', 'morphine')"],
    ['the order of the worklist', 'UPDATE worklist SET attention = 0, critical = 0'],
    ['when it is due', 'UPDATE therapies SET due = NULL'],
    ['a digest', "UPDATE therapies SET digest = 'recomputed'"],
    ['the place in the log', 'UPDATE model SET taken = taken + 1'],
    ['a trigger', 'CREATE TRIGGER quiet AFTER INSERT ON findings BEGIN DELETE FROM findings; END'],
    [
      'a therapy out',
      `DELETE FROM therapies WHERE therapy_id = 't-1'; DELETE FROM worklist WHERE therapy_id = 't-1';
       DELETE FROM findings WHERE therapy_id = 't-1'; DELETE FROM cessations WHERE therapy_id = 't-1';
       DELETE FROM glances WHERE therapy_id = 't-1'`,
    ],
    [
      'a therapy out, with its events counted as of none',
      `UPDATE others SET events = events + (SELECT revision FROM therapies WHERE therapy_id = 't-1');
       DELETE FROM therapies WHERE therapy_id = 't-1'; DELETE FROM worklist WHERE therapy_id = 't-1';
       DELETE FROM findings WHERE therapy_id = 't-1'; DELETE FROM cessations WHERE therapy_id = 't-1';
       DELETE FROM glances WHERE therapy_id = 't-1'`,
    ],
  ])('is made anew when somebody edited it: %s', async (_, sql) => {
    const before = await fill();
    await kept.register.release();
    kept.model.close();
    const database = new DatabaseSync(modelFile());
    database.exec(sql);
    database.close();
    await kept.start();
    expect(kept.edited).toHaveLength(1);
    await expect(kept.register.findings(all)).rejects.toBeInstanceOf(RegisterBehind);
    await kept.catchUp();
    expect(await everything(kept)).toEqual(before);
    await kept.restart();
    expect(kept.edited).toHaveLength(1);
  });

  it('is made anew when it was edited and sealed without the key of the service', async () => {
    await fill();
    await kept.register.release();
    kept.model.close();
    const database = new DatabaseSync(modelFile());
    database.exec("UPDATE findings SET severity = 'info' WHERE therapy_id = 't-1'");
    const digest = storedDigests(database)('t-1');
    database.prepare("UPDATE therapies SET digest = ? WHERE therapy_id = 't-1'").run(digest);
    const noted = database.prepare("SELECT * FROM therapies WHERE therapy_id = 't-1'").get();
    sealTherapy(database, new Seal(createSecretKey(Buffer.alloc(32, 2))), noted);
    database.close();
    await kept.start();
    expect(kept.edited.join()).toContain('t-1');
  });

  it('is made anew when it is found to be edited while it is in use', async () => {
    const before = await fill();
    await kept.model.check();
    expect(kept.edited).toEqual([]);
    const database = new DatabaseSync(modelFile());
    database.exec('UPDATE worklist SET attention = 0');
    database.close();
    await kept.model.check();
    expect(kept.edited).toHaveLength(1);
    await kept.catchUp();
    expect(await everything(kept)).toEqual(before);
  });

  it('gives way to the new one while it is read', async () => {
    const before = await fill(caseReport('a').events);
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
