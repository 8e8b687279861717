const unescaped = (part: string): string => part.replaceAll('~1', '/').replaceAll('~0', '~');

/**
 * JSON pointers (RFC 6901), comma separated, each as its parts.
 * @returns undefined where one is none, or points at the whole
 */
export function readPointers(text: string): readonly (readonly string[])[] | undefined {
  const pointers = text.split(',').map((one) => one.trim());
  if (!pointers.every((one) => /^\/(?:[^~]|~[01])+$/.test(one))) return undefined;
  return pointers.map((one) => one.slice(1).split('/').map(unescaped));
}
