/** See `test/environment.mjs`. */
declare function loadedOnce(): Promise<typeof import('./loaded-once.ts')>;
/** To be done after all tests of this process's file, or of the part that is run as one. */
declare function atEnd(end: () => Promise<unknown>): void;
