import type { RecordedEvent } from '@kurrent/kurrentdb-client';
import { Subject } from 'rxjs';
import { type CutStream, type Cuts, StreamClosed } from '../port.js';
import type { Connection } from './connection.js';
import { METADATA_OF, isDeletion, isTombstone } from './server-events.js';

/** Of a stream's metadata, what makes the server give less of it. */
const CUTTING = ['$tb', '$maxCount', '$maxAge'] as const;
/** The same as the client calls it. */
const CUTTING_MEMBERS = ['truncateBefore', 'maxCount', 'maxAge'] as const;

function whyCut(metadata: Readonly<Record<string, unknown>>): string | undefined {
  if (isDeletion(metadata['$tb'])) return 'it was deleted';
  const cuts = CUTTING.filter((name) => metadata[name] !== undefined);
  if (cuts.length === 0) return undefined;
  return `its metadata cuts it by ${cuts.map((name) => `${name} ${JSON.stringify(metadata[name])}`).join(' and ')}`;
}

/** The streams that somebody deleted or cut, by what the server's log says of each, in its order. */
export class CutStreams implements Cuts {
  readonly met = new Subject<CutStream>();
  private readonly streams = new Map<string, CutStream>();

  constructor(private readonly connection: Connection) {}

  get all(): readonly CutStream[] {
    return [...this.streams.values()];
  }

  has(streamId: string): boolean {
    return this.streams.has(streamId);
  }

  /** Takes over what was known before. */
  restore(cuts: readonly CutStream[]): void {
    for (const cut of cuts) this.streams.set(cut.streamId, cut);
  }

  /** Takes in what is no event of a stream, but says something of it. @returns whether it was that */
  take(recorded: RecordedEvent): boolean {
    const { prefix } = this.connection;
    const { streamId: name, data } = recorded;
    if (name.startsWith(METADATA_OF + prefix)) {
      this.describe(name.slice(METADATA_OF.length), data);
      return true;
    }
    if (!isTombstone(recorded)) return false;
    this.note(name, 'it was deleted for good', true);
    return true;
  }

  async repair(streamId: string): Promise<void> {
    if (this.streams.get(streamId)?.isClosed) throw new StreamClosed(streamId);
    await this.connection.uncut(this.connection.prefix + streamId, CUTTING_MEMBERS);
  }

  private describe(stream: string, data: unknown): void {
    const streamId = this.idOf(stream);
    if (this.streams.get(streamId)?.isClosed) return;
    const isObject = data !== null && typeof data === 'object' && !(data instanceof Uint8Array);
    const why = isObject ? whyCut(data as Record<string, unknown>) : undefined;
    if (why === undefined) this.streams.delete(streamId);
    else this.note(stream, why, false);
  }

  private note(stream: string, why: string, isClosed: boolean): void {
    const streamId = this.idOf(stream);
    const cut = { streamId, stream, why, isClosed };
    this.streams.set(streamId, cut);
    this.met.next(cut);
  }

  private idOf(stream: string): string {
    return stream.slice(this.connection.prefix.length);
  }
}
