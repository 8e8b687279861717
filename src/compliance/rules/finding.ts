import type { EventId, Instant } from '../../therapy/envelope.js';
import type { AuditContext } from '../context.js';
import { identifier } from '../identifier.js';

export type Severity = 'info' | 'warning' | 'critical';

export interface Finding {
  readonly id: string;
  readonly code: string;
  readonly severity: Severity;
  readonly at: Instant;
  readonly detail: string;
  /** The events that show it. */
  readonly eventIds: readonly EventId[];
}

/** A function over the timeline and the delivery. To add one: its file, and its line in `index.ts`. */
export type Rule = (context: AuditContext) => readonly Finding[];

export interface Evidence {
  readonly code: string;
  readonly severity: Severity;
  readonly at: Instant;
  readonly detail: string;
  readonly eventIds?: readonly (EventId | undefined)[];
  /** What tells apart two findings with one code and one first event. */
  readonly about?: string;
}

export function finding({ code, severity, at, detail, eventIds = [], about = '' }: Evidence): Finding {
  const ids = [...new Set(eventIds.filter((id) => id !== undefined))];
  return { id: identifier(code, about, ids[0] ?? at), code, severity, at, detail, eventIds: ids };
}
