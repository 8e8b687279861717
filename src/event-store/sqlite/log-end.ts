/** Before anything is known of it. */
const UNKNOWN = BigInt(Number.MAX_SAFE_INTEGER);

/** The position of the last event of a log, for all threads that read its file: what stands behind it is nothing of the log. */
export class LogEnd {
  /** @param shared of another thread */
  constructor(readonly shared = new BigInt64Array(new SharedArrayBuffer(8)).fill(UNKNOWN)) {}

  get position(): number {
    return Number(Atomics.load(this.shared, 0));
  }

  set(position: number): void {
    Atomics.store(this.shared, 0, BigInt(position));
  }
}
