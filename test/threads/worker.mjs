import { serve } from '../../dist/threads/serve.js';

/** Keeps its thread busy for so long, ms, or says what it is given on asking. */
serve(async ({ busyMs = 0, asks }, more) => {
  const until = performance.now() + busyMs;
  while (performance.now() < until);
  return asks === undefined ? busyMs : more(asks);
});
