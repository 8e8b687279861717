import type { Report } from './messages.js';

/** It fell behind when it is behind for longer, ms: no question waits longer, either. */
const FELL_BEHIND_AFTER_MS = 5_000;
/** It stands still when work is left and none was done for so long, ms. */
const STANDS_STILL_AFTER_MS = 30_000;

/** The end of the log. */
export interface LogEnd {
  readonly count: number;
  /** Of the last event; undefined where there is none. */
  readonly position: string | undefined;
}

/** What became of a register. */
export type Change = 'caught-up' | 'fell-behind' | 'stands-still' | 'goes-on';

/**
 * How far behind the log a register is, from the reports of its thread and from the log itself: a thread that died or
 * hangs reports nothing. Instants are ms of a clock that is never set.
 */
export class RunnerStatus {
  private report: Report | undefined;
  private isHeard = false;
  private isReading = true;
  private end: LogEnd = { count: 0, position: undefined };
  private hasCaughtUp = false;
  /** When everything was known that was recorded at that instant. */
  private followedAt: number;
  /** Where the log ended at an instant: once the register knows that, it followed everything until then. */
  private aim: { readonly at: number; readonly position: string } | undefined;
  private movedAt: number;
  private moved = '';
  private isStill = false;

  constructor(private now: number) {
    this.followedAt = this.movedAt = now;
  }

  reported(report: Report): void {
    this.report = report;
    this.isHeard = true;
  }

  /** Whether its thread can read the log. */
  reads(isReading: boolean): void {
    this.isReading = isReading;
  }

  /** Its thread ended. */
  ended(): void {
    this.isHeard = false;
  }

  /** Compares with the end of the log. */
  look(now: number, end: LogEnd): Change[] {
    this.now = now;
    this.end = end;
    this.follow();
    return [...this.turned(), ...this.watched()];
  }

  /** Whether it knows everything, as of the last look. */
  get isUpToDate(): boolean {
    const { report, isHeard, isReading, unread } = this;
    return isHeard && isReading && unread === 0 && report?.therapies === 0 && !report.isRebuilding;
  }

  /** Whether it knew everything once, and did not fall behind since. */
  get isLive(): boolean {
    return this.hasCaughtUp;
  }

  /** Events of the log that it did not even take in. */
  get unread(): number {
    return Math.max(0, this.end.count - (this.report?.taken ?? 0));
  }

  /** Events that its rows do not know. */
  get eventsBehind(): number {
    return this.unread + (this.report?.events ?? 0);
  }

  /** Since it last knew everything; 0 while it does. */
  get behindMs(): number {
    return this.isUpToDate ? 0 : this.now - this.followedAt;
  }

  /** For how long nothing was done though work is left; undefined while it moves. */
  get stillMs(): number | undefined {
    return this.isStill ? this.now - this.movedAt : undefined;
  }

  private follow(): void {
    const { now, aim, end, report } = this;
    const knows = ({ position }: { readonly position: string }) =>
      (report?.position ?? '') >= position && !(report?.noted !== undefined && report.noted <= position);
    if (this.isUpToDate) this.followedAt = now;
    else if (aim && knows(aim)) this.followedAt = aim.at;
    else if (aim) return;
    this.aim = end.position === undefined ? undefined : { at: now, position: end.position };
  }

  private turned(): Change[] {
    if (this.isUpToDate && !this.hasCaughtUp) {
      this.hasCaughtUp = true;
      return ['caught-up'];
    }
    if (this.hasCaughtUp && this.behindMs > FELL_BEHIND_AFTER_MS) {
      this.hasCaughtUp = false;
      return ['fell-behind'];
    }
    return [];
  }

  private watched(): Change[] {
    const { report, now, isStill } = this;
    const at = `${report?.taken} ${report?.noted} ${report?.therapies} ${report?.isRebuilding}`;
    const isIdle = this.unread === 0 && (report?.therapies ?? 0) === 0;
    if (at !== this.moved || isIdle) {
      this.moved = at;
      this.movedAt = now;
      this.isStill = false;
      return isStill ? ['goes-on'] : [];
    }
    if (isStill || now - this.movedAt < STANDS_STILL_AFTER_MS) return [];
    this.isStill = true;
    return ['stands-still'];
  }
}
