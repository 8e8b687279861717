import { serve } from '../../dist/threads/serve.js';

/** The thread does nothing else meanwhile, and takes no processor time from the other tests. */
function keepBusy(ms) {
  const from = Date.now();
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
  return { from, to: Date.now() };
}

/** Keeps its thread busy for so long, ms, and says so or from when to when; or says what it is given on asking. */
serve(async ({ busyMs = 0, timesMs, asks }, more) => {
  if (timesMs) return keepBusy(timesMs);
  keepBusy(busyMs);
  return asks === undefined ? busyMs : more(asks);
});
