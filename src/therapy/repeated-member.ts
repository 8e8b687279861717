import { pointerTo } from '../faults/field-error.js';

const QUOTE = 0x22;
const COMMA = 0x2c;
const OPEN_LIST = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/** An object or a list that has begun and not ended. */
interface Level {
  /** Of an object. */
  readonly names: Set<string> | undefined;
  /** Which member or item is being read. */
  key: string | number;
  /** Whether the next string is a name. */
  named: boolean;
}

/**
 * The pointer of the first member that an object names twice, of which JSON.parse would silently keep the last;
 * undefined where there is none.
 * @param text valid JSON
 */
export function repeatedMember(text: string): string | undefined {
  const levels: Level[] = [];
  let level: Level | undefined;
  for (let at = 0; at < text.length; at += 1) {
    switch (text.charCodeAt(at)) {
      case QUOTE: {
        const end = endOfString(text, at);
        if (level?.names && !level.named) {
          const name = nameIn(text, at, end);
          if (level.names.has(name))
            return pointerTo(
              levels.slice(0, -1).reduce((pointer, { key }) => pointerTo(pointer, key), ''),
              name,
            );
          level.names.add(name);
          level.key = name;
          level.named = true;
        }
        at = end;
        break;
      }
      case OPEN_OBJECT:
        levels.push((level = { names: new Set(), key: '', named: false }));
        break;
      case OPEN_LIST:
        levels.push((level = { names: undefined, key: 0, named: false }));
        break;
      case CLOSE_OBJECT:
      case CLOSE_LIST:
        levels.pop();
        level = levels.at(-1);
        break;
      case COMMA:
        level!.named = false;
        if (typeof level!.key === 'number') level!.key += 1;
        break;
    }
  }
  return undefined;
}

/** Where the string that begins at a quote ends, its closing quote. */
function endOfString(text: string, begin: number): number {
  let end = text.indexOf('"', begin + 1);
  while (isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end;
}

function isEscaped(text: string, at: number): boolean {
  let before = at;
  while (text.charCodeAt(before - 1) === BACKSLASH) before -= 1;
  return (at - before) % 2 === 1;
}

/** `"\u0061"` names the same as `"a"`. */
function nameIn(text: string, begin: number, end: number): string {
  const name = text.slice(begin + 1, end);
  return name.includes('\\') ? (JSON.parse(`"${name}"`) as string) : name;
}

/** What is told of a member that is named twice. */
export const NAMED_TWICE = 'is named twice; name each member of an object once';
