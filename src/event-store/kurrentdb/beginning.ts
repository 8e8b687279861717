import type { Belonging } from './belonging.js';
import { decode, isAlien } from './codec.js';
import type { Connection } from './connection.js';
import { commitIn } from './position.js';

/** The first event of a log is that of a service in all logs but old ones. */
const FIRST = 1;
const PAGE = 1_000;

/** Reads a log from its beginning on until it is known which events are the log's. */
export class Beginning {
  private from: number | undefined;

  constructor(
    private readonly connection: Connection,
    private readonly belonging: Belonging,
  ) {}

  /** @throws StoreUnavailable */
  async read(): Promise<void> {
    for (let wanted = FIRST, isMore = true; isMore && this.belonging.isOpen; wanted = PAGE) {
      const page = await this.connection.all(this.from, wanted);
      for (const recorded of page) {
        const event = decode(this.connection.prefix, recorded);
        if (!isAlien(event)) this.belonging.alien(event, recorded);
      }
      this.from = commitIn(page.at(-1)) ?? this.from;
      isMore = page.length === wanted;
    }
  }
}
