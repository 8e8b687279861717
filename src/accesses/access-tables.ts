import { AccessTable } from './access-table.js';
import type { Answer, Question, ThreadOptions } from './messages.js';

type Done = Omit<Extract<Answer, { kind: 'done' }>, 'kind'>;

/** The logs in one file, each opened when it is asked for. */
export class AccessTables {
  private readonly tables = new Map<string, AccessTable>();

  /** @throws UnusableAccessFile */
  constructor(private readonly options: ThreadOptions) {
    this.table(options.log);
  }

  /** @throws RecordsGone, and as SQLite */
  done({ log = this.options.log, ...question }: Question): Done {
    const table = this.table(log);
    switch (question.kind) {
      case 'append':
        table.append(JSON.parse(question.notes));
        return {};
      case 'probe':
        table.probe();
        return {};
      case 'seal':
        return { part: table.seal(question.after) };
      case 'root':
        table.grow();
        return { root: table.rootAt(question.size) };
      case 'prune':
        return { part: table.toPrune(question.before, question.sealed) };
      case 'forget':
        table.forget(question.size);
        return {};
      case 'head':
        return { head: table.head() };
      case 'after':
        return { taken: table.after(question.n) };
      case 'take':
        table.take(question.taken);
        return {};
      case 'edge':
        return { edge: table.edgeAt(question.size) };
      case 'gone':
        table.goOnFrom(question.edge);
        return {};
      case 'close':
        this.close();
        return {};
      default:
        return question satisfies never;
    }
  }

  close(): void {
    for (const table of this.tables.values()) table.close();
    this.tables.clear();
  }

  private table(log: string): AccessTable {
    const known = this.tables.get(log) ?? AccessTable.open(this.options.directory, log);
    this.tables.set(log, known);
    return known;
  }
}
