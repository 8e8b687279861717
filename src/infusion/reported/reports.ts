import type { EventId, Instant } from '../../therapy/envelope.js';
import type { Alarm } from '../../therapy/events/values/alarm.js';

/** What the pump, or whoever looked, says of its flow. */
export interface Report {
  readonly eventId: EventId;
  readonly alarm: Alarm;
  /** Since when it acts. */
  readonly at: Instant;
}

/** The stalls and alarms that act, in the order in which they came: none is over yet, or was answered. */
export type Reports = Readonly<Partial<Record<Alarm, readonly Report[]>>>;

/** What tells a report from every other. */
export const keyOf = ({ eventId, alarm, at }: Report): string => `${alarm} ${at} ${eventId}`;

export const keysOf = (reports: readonly Report[]): ReadonlySet<string> => new Set(reports.map(keyOf));

export const withReport = (reports: Reports, report: Report): Reports => ({
  ...reports,
  [report.alarm]: [...(reports[report.alarm] ?? []), report],
});

/** Those whose keys are not among some. */
export const besides = (reports: Reports, keys: ReadonlySet<string>): Reports =>
  Object.fromEntries(
    Object.entries(reports).map(([alarm, all]) => [alarm, all.filter((report) => !keys.has(keyOf(report)))]),
  );
