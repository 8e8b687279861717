import { isJsonObject, type JsonObject } from '../../therapy/json.js';
import { NAMED_TWICE, repeatedMember } from '../../therapy/repeated-member.js';

const LINE = /^([^:]+):(.*)$/;

/** An object as lines `name: value` where that says all of it, else as JSON. */
export function linesOf(object: JsonObject): string {
  const lines = Object.entries(object).map(([name, value]) => `${name}: ${String(value)}`);
  const text = lines.join('\n');
  return isSame(objectIn(text), object) ? text : JSON.stringify(object, null, 2);
}

const isSame = (one: ReturnType<typeof objectIn>, other: JsonObject): boolean =>
  'value' in one && JSON.stringify(one.value) === JSON.stringify(other);

/** The object that somebody wrote: one `name: value` on each line, or JSON. */
export function objectIn(text: string): { readonly value: JsonObject } | { readonly fault: string } {
  if (text.trimStart().startsWith('{')) return jsonIn(text);
  const members = new Map<string, string>();
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const [, name = '', value = ''] = LINE.exec(line) ?? [];
    if (name.trim() === '')
      return {
        fault: `line ${index + 1} must be a name, a colon and a value, such as Daily dose: 100 mcg/day`,
      };
    if (members.has(name.trim()))
      return { fault: `line ${index + 1} must not repeat the name ${name.trim()}` };
    members.set(name.trim(), value.trim());
  }
  return { value: Object.fromEntries(members) };
}

function jsonIn(text: string): ReturnType<typeof objectIn> {
  try {
    const value: unknown = JSON.parse(text);
    const repeated = repeatedMember(text);
    if (repeated !== undefined) return { fault: `${repeated} ${NAMED_TWICE}` };
    if (isJsonObject(value)) return { value };
  } catch (error) {
    return { fault: `must be JSON, as it begins with a brace: ${(error as Error).message}` };
  }
  return { fault: 'must be one JSON object' };
}
