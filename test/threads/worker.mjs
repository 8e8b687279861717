import { serve } from '../../dist/threads/serve.js';

function keepBusy(ms) {
  const from = Date.now();
  const until = performance.now() + ms;
  while (performance.now() < until);
  return { from, to: Date.now() };
}

/** Keeps its thread busy for so long, ms, and says so or from when to when; or says what it is given on asking. */
serve(async ({ busyMs = 0, timesMs, asks }, more) => {
  if (timesMs) return keepBusy(timesMs);
  keepBusy(busyMs);
  return asks === undefined ? busyMs : more(asks);
});
