/** See `test/environment.mjs`. */
declare function loadedOnce(): Promise<typeof import('./loaded-once.ts')>;
