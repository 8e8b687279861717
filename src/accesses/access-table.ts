import { statSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { type Chained, NO_RECORD, headOf, recordAfter, recordIn } from '../access/log/chain.js';
import type { LogHead } from '../access/log/record.js';
import { sha256Hex } from '../ledger/canonical.js';
import { leafHash } from '../ledger/hashes.js';
import { MerkleTree } from '../ledger/merkle-tree.js';
import { alteredTriggers } from '../sqlite/file-kind.js';
import { inTransaction } from '../sqlite/in-transaction.js';
import { valueOf } from '../sqlite/pragmas.js';
import { accessFile, openAccessFile } from './access-file.js';
import { type AccessStatements, headIn, prepared, takenIn } from './access-statements.js';
import type { Edge, Note, Part, Taken } from './note.js';
import { ACCESSES } from './schema.js';
import { TreeTable, edgeOf } from './tree-table.js';

/** Records whose hashes are put into the tree at once. */
const PIECE = 4_096;

/** Bytes of records that go to a server at once, which takes no more than a megabyte. */
const MOST_SENT_BYTES = 300_000;
const MOST_SENT = 500;

/** Each of the probe takes one page, a usual commit several. */
const PROBE_COMMITS = 16;

/** Records that this process knows to have been written are gone, or others stand in their place. */
export class RecordsGone extends Error {}

function monthAfter(at: string): number {
  const day = new Date(at);
  return Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 1);
}

/** A log of accesses in its file, for the thread that writes to it; other processes may write to it, too. */
export class AccessTable {
  private readonly statements: AccessStatements;
  private readonly file: string;
  private readonly inode: number;
  /** As this process knows it. */
  private known: LogHead = NO_RECORD;
  private readonly version: number;
  /** What keeps records from being changed, as far as it is gone or altered. */
  private readonly altered: readonly string[];

  private constructor(
    private readonly database: DatabaseSync,
    directory: string,
    private readonly log: string,
  ) {
    this.statements = prepared(database);
    this.file = accessFile(directory);
    this.altered = alteredTriggers(database, ACCESSES);
    this.version = Number(valueOf(database, 'PRAGMA user_version'));
    this.inode = statSync(this.file).ino;
    this.known = this.head();
  }

  /**
   * @param log of which of several services; empty where there is one log for all
   * @throws UnusableAccessFile
   */
  static open(directory: string, log = ''): AccessTable {
    return new AccessTable(openAccessFile(accessFile(directory)), directory, log);
  }

  /** Where the log ends now. */
  head(): LogHead {
    return headIn(this.statements.last.get(this.log)) ?? { ...NO_RECORD, n: this.pruned };
  }

  /** On disk when it returns, all or none. @throws RecordsGone */
  append(notes: readonly Note[]): void {
    this.known = inTransaction(this.database, () => {
      let head = this.followed();
      for (const note of notes) {
        const chained = recordAfter(head, note.entry);
        this.insert(note, chained);
        head = headOf(chained);
      }
      return head;
    });
  }

  /** Writes what says nothing, as often as a commit has pages: a disk may have room for one and no more. @throws Error */
  probe(): void {
    for (let count = 0; count < PROBE_COMMITS; count += 1)
      inTransaction(this.database, () => this.database.exec(`PRAGMA user_version = ${this.version}`));
  }

  /**
   * Puts what came since into the tree.
   * @param after how many records are sealed
   * @returns all that is in it, where anything came
   * @throws RecordsGone where fewer are there
   */
  seal(after: number): Part | undefined {
    return inTransaction(this.database, () => {
      const head = this.followed();
      const tree = this.tree();
      const least = Math.max(after, tree.size);
      if (head.n < least)
        throw new RecordsGone(
          `the log of accesses has ${head.n} records, and ${least} were sealed: its end is gone`,
        );
      this.addTo(tree, head.n);
      if (head.n === after) return undefined;
      const first = headIn(this.statements.at.get(this.log, after + 1));
      if (!first) throw new RecordsGone(`record ${after + 1} is gone`);
      return { size: head.n, root: tree.root().toString('hex'), from: first.at, to: head.at };
    });
  }

  /** Puts what came since into the tree, and no more. @throws RecordsGone */
  grow(): void {
    inTransaction(this.database, () => {
      this.addTo(this.tree(), this.followed().n);
    });
  }

  /** Of the first so many; undefined where fewer are in the tree. */
  rootAt(size: number): string | undefined {
    const tree = this.tree();
    return size > tree.size ? undefined : tree.root(size).toString('hex');
  }

  /**
   * Which records would go next: those of the first whole month, as long as all of it is sealed and past its time. The
   * last record always stays: the next one names it.
   * @param before ms since 1970: what was made then or later stays
   * @param sealed how many records are sealed
   */
  toPrune(before: number, sealed: number): Part | undefined {
    const { pruned } = this;
    const first = headIn(this.statements.at.get(this.log, pruned + 1));
    if (!first) return undefined;
    const end = Math.min(before, monthAfter(first.at));
    const last = headIn(this.statements.before.get(this.log, end));
    const isWhole = end === monthAfter(first.at);
    if (!isWhole || !last || last.n > sealed || last.n === this.head().n) return undefined;
    return { size: last.n, root: this.rootAt(last.n)!, from: first.at, to: last.at };
  }

  /** Deletes the first so many records; their hashes stay in the tree. */
  forget(size: number): void {
    inTransaction(this.database, () => {
      this.statements.prune.run(size, this.log);
      const span = [this.log, size] as const;
      const last = Number(this.statements.position.get(...span)!['position'] ?? 0);
      this.statements.forgetDays.run(last);
      this.statements.forgetTherapies.run(...span);
      this.statements.forgetRecords.run(...span);
    });
  }

  /** Records after so many, as they go elsewhere: as many as are sent at once. */
  after(n: number): readonly Taken[] {
    const taken: Taken[] = [];
    let size = 0;
    for (const row of this.statements.after.iterate(this.log, n, MOST_SENT)) {
      const one = takenIn(row);
      size += one.bytes.length + (one.sealed?.length ?? 0);
      if (taken.length > 0 && size > MOST_SENT_BYTES) break;
      taken.push(one);
    }
    return taken;
  }

  /** Puts records in that were written elsewhere; on disk when it returns, all or none. @throws RecordsGone */
  take(taken: readonly Taken[]): void {
    this.known = inTransaction(this.database, () => {
      let head = this.followed();
      for (const { n, bytes: text, keys, sealed } of taken) {
        const bytes = Buffer.from(text);
        const record = recordIn(bytes);
        const isLinked = record.previous === head.hash || (head.at === '' && head.n > 0);
        if (record.n !== n || n !== head.n + 1 || !isLinked)
          throw new RecordsGone(`record ${n} of the log of service ${this.log} is not the next of it`);
        const chained = { record, bytes, hash: sha256Hex(bytes) };
        this.insert({ keys, sealed }, chained);
        head = headOf(chained);
      }
      return head;
    });
  }

  /** From which the tree goes on without its first leaves. */
  edgeAt(size: number): Edge {
    return { size, tiles: edgeOf(new TreeTable(this.database, this.log), size) };
  }

  /** Lets records go that whoever wrote them let go; where not all of those came yet, it goes on behind them. */
  goOnFrom({ size, tiles }: Edge): void {
    if (size <= this.pruned) return;
    this.grow();
    if (this.head().n >= size) return this.forget(size);
    this.forget(this.head().n);
    inTransaction(this.database, () => {
      new TreeTable(this.database, this.log).write(
        tiles.map((tile) => ({ ...tile, hashes: Buffer.from(tile.hashes, 'base64') })),
        size,
      );
      this.statements.prune.run(size, this.log);
    });
    this.known = this.head();
  }

  close(): void {
    this.database.close();
  }

  /** What this process wrote is there still, whatever others wrote behind it. @throws RecordsGone */
  private followed(): LogHead {
    if (this.altered.length > 0)
      throw new RecordsGone(
        `${this.file} was tampered with: what keeps its records from being changed is gone or altered (${this.altered.join(', ')})`,
      );
    if (statSync(this.file, { throwIfNoEntry: false })?.ino !== this.inode)
      throw new RecordsGone(`${this.file} is gone, or another file stands in its place`);
    const head = this.head();
    const { n, hash } = this.known;
    const isThere = n <= this.pruned || headIn(this.statements.at.get(this.log, n))?.hash === hash;
    if (head.n < n || !isThere)
      throw new RecordsGone(`the log of accesses had ${n} records, and record ${n} is not there any more`);
    return head;
  }

  private insert({ keys, sealed }: Pick<Note, 'keys' | 'sealed'>, { record, bytes, hash }: Chained): void {
    const { n, at, kind, outcome, therapies } = record;
    const { subject = null, session = null, address = null } = keys;
    const instant = Date.parse(at);
    const position = this.statements.insert.run(
      this.log,
      n,
      instant,
      kind,
      outcome.status,
      outcome.code ?? null,
      subject,
      session,
      address,
      hash,
      bytes,
      sealed === undefined ? null : Buffer.from(sealed, 'base64'),
    ).lastInsertRowid;
    for (const therapyId of therapies) this.statements.ofTherapy.run(therapyId, position);
    if (subject !== null)
      this.statements.ofDay.run(subject, at.slice(0, 10), Number(kind === 'denied'), position);
  }

  private tree(): MerkleTree {
    return new MerkleTree(new TreeTable(this.database, this.log));
  }

  private addTo(tree: MerkleTree, size: number): void {
    while (tree.size < size) tree.append(this.leavesAfter(tree.size));
  }

  private leavesAfter(n: number): readonly Buffer[] {
    const rows = this.statements.toHash.all(this.log, n, PIECE);
    if (rows.length === 0) throw new RecordsGone(`record ${n + 1} is gone`);
    return rows.map(({ bytes }) => leafHash(bytes as Uint8Array));
  }

  private get pruned(): number {
    return Number(this.statements.pruned.get(this.log)?.['pruned'] ?? 0);
  }
}
