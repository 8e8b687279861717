import { isDigest } from '../../ledger/disclosure.js';

/** Where in nested data something stands: names of members, and numbers in lists. */
type Path = readonly (string | number)[];

/** Something that is one thing before and another after; undefined where it is not there. */
export interface Difference {
  readonly path: Path;
  readonly before: unknown;
  readonly after: unknown;
}

/**
 * What differs between two pieces of plain data, member by member and item by item, in the order of the later one; an
 * item of a list is compared as a whole.
 */
export function differences(before: unknown, after: unknown): Difference[] {
  const was = leavesOf(before);
  const is = leavesOf(after);
  return [...new Map([...is, ...was]).keys()].flatMap((key) => {
    const [left, right] = [was.get(key), is.get(key)];
    if (JSON.stringify(left?.value) === JSON.stringify(right?.value)) return [];
    return [{ path: (left ?? right)!.path, before: left?.value, after: right?.value }];
  });
}

interface Leaf {
  readonly path: Path;
  readonly value: unknown;
}

const put = (found: Map<string, Leaf>, path: Path, value: unknown) =>
  found.set(JSON.stringify(path), { path, value });

function leavesOf(part: unknown, path: Path = [], found = new Map<string, Leaf>()): Map<string, Leaf> {
  if (part === undefined || part === null) return found;
  if (typeof part !== 'object' || isDigest(part))
    return found.set(JSON.stringify(path), { path, value: part });
  if (Array.isArray(part)) part.forEach((item: unknown, index) => put(found, [...path, index], item));
  else for (const [name, member] of Object.entries(part)) leavesOf(member, [...path, name], found);
  return found;
}
