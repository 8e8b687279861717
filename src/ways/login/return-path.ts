/** Neither control characters, nor what browsers take for a slash, nor half a character. */
const UNSAFE = /[\p{Cc}\p{Cs}\\]/u;

/** What no header may have as it is. */
const NOT_ASCII = /[^\u0021-\u007e]+/gu;

/** Where a login leads in the end: a path of this origin outside `/auth/`, as a header may have it; else the worklist. */
export function returnPath(given: string | undefined, origin: string): string {
  if (given === undefined || !/^\/(?!\/)/.test(given) || UNSAFE.test(given)) return '/';
  if (!URL.canParse(given, origin)) return '/';
  const url = new URL(given, origin);
  const isOurs = url.origin === origin && !/^\/auth(?:\/|$)/i.test(decoded(url.pathname));
  return isOurs ? given.replaceAll(NOT_ASCII, encodeURIComponent) : '/';
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return '/auth/';
  }
}
