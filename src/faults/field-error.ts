/** What is wrong with one field of a body, and what would be accepted. */
export interface FieldError {
  /** RFC 6901; the empty string is the whole body. */
  readonly pointer: string;
  readonly detail: string;
}

/** The pointer of a member or item below `at`. */
export const pointerTo = (at: string, name: string | number): string =>
  typeof name === 'number' ? `${at}/${name}` : `${at}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
