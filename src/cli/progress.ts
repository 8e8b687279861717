import type { Terminal } from './invocation.js';

const WIDTH = 30;
const EVERY_MS = 100;

/** A progress bar on standard error. Writes nothing if standard error is no terminal. */
export class Progress {
  private readonly begun = performance.now();
  private shownAt = 0;
  private bytes = 0;

  /** @param totalBytes undefined where nobody knows, as for standard input */
  constructor(
    private readonly totalBytes: number | undefined,
    private readonly out: Terminal['stderr'],
  ) {}

  read(bytes: number): void {
    this.bytes += bytes;
  }

  events(events: number): void {
    const now = performance.now();
    if (!this.out.isTTY || now - this.shownAt < EVERY_MS) return;
    this.shownAt = now;
    const rate = Math.round(events / Math.max((now - this.begun) / 1000, 0.001));
    this.out.write(`\r${this.bar()} ${events} events, ${rate} events/s\u001B[K`);
  }

  end(): void {
    if (this.out.isTTY) this.out.write('\r\u001B[K');
  }

  private bar(): string {
    const { bytes, totalBytes } = this;
    if (!totalBytes) return `${bytes} bytes`;
    const part = Math.min(1, bytes / totalBytes);
    const full = Math.round(part * WIDTH);
    return `[${'#'.repeat(full)}${'.'.repeat(WIDTH - full)}] ${Math.round(part * 100)} %`;
  }
}
