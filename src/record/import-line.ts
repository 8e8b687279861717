import type { FaultCode } from '../faults/catalogue.js';
import { readContent } from '../therapy/content.js';
import { NAMED_TWICE, repeatedMember } from '../therapy/repeated-member.js';
import { InvalidContent } from './errors.js';
import type { ReadLine } from './held-lines.js';
import { refuseNamedTwice } from './named-twice.js';
import type { LineIds } from './line-id.js';
import type { Line } from './lines.js';
import type { Occurrences } from './occurrences.js';

/** Of one line, in bytes; its content has a smaller limit of its own. */
export const MOST_LINE_BYTES = 1024 * 1024;

const UNREADABLE = {
  TOO_LONG: { code: 'LINE_TOO_LONG', detail: `the line is longer than ${MOST_LINE_BYTES} bytes` },
  NOT_UTF8: { code: 'NOT_UTF8', detail: 'the line is not UTF-8' },
  NOT_JSON: { code: 'MALFORMED_JSON', detail: 'it is not one JSON value' },
} as const;

/** Whoever imports may not record this line. */
export class LineForbidden extends Error {}

/** Neither this line nor any after it is recorded, whatever they say. */
export class ImportEnds extends Error {
  constructor(override readonly cause: Error) {
    super(cause.message, { cause });
  }
}

export type LineCode =
  | FaultCode
  | 'FORBIDDEN'
  | (typeof UNREADABLE)[keyof typeof UNREADABLE]['code']
  | 'MEMBER_REPEATED';

export interface RejectedLine {
  /** Counts from 1. */
  readonly line: number;
  readonly code: LineCode;
  readonly detail: string;
}

/** Undefined for what is no JSON, which has no such value. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const OPTIONS = { defaultSourceKind: 'import', allowTherapyId: true } as const;

/**
 * What a line says, or why it says nothing.
 * @throws InvalidContent
 */
export function readLine(line: Line, ids: LineIds, seen: Occurrences): ReadLine | RejectedLine {
  const { number } = line;
  if ('fault' in line) return { line: number, ...UNREADABLE[line.fault] };
  const { text } = line;
  const body = parsed(text);
  if (body === undefined) return { line: number, ...UNREADABLE.NOT_JSON };
  const repeated = repeatedMember(text);
  if (repeated !== undefined)
    return { line: number, code: 'MEMBER_REPEATED', detail: `${repeated} ${NAMED_TWICE}` };
  const read = readContent(body, OPTIONS);
  if (!read.ok) throw new InvalidContent(read.code, read.errors);
  const { content, care } = read;
  refuseNamedTwice(content);
  const therapyId = read.therapyId!;
  return {
    number,
    text,
    therapyId,
    content,
    id: read.id ?? ids.of(therapyId, content, seen),
    ...(care && { care }),
  };
}

/** What a line says that could be read before. */
export function readAgain(held: Omit<ReadLine, 'content'>): ReadLine {
  const read = readContent(parsed(held.text), OPTIONS);
  if (!read.ok) throw new InvalidContent(read.code, read.errors);
  const { number, text, therapyId, id } = held;
  return { number, text, therapyId, id, content: read.content, ...(read.care && { care: read.care }) };
}
