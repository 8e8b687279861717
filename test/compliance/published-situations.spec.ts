import { claim } from './attacks/claims.js';
import { changes } from './published/changes.js';
import { devices } from './published/devices.js';
import { mistakes } from './published/mistakes.js';
import { stops } from './published/stops.js';

/** What papers and notices tell of, as a hospital would record it: neither flattered nor cried wolf at. */
describe.each(Object.entries({ changes, devices, mistakes, stops }))('published %s', (_, entries) => {
  it.each(entries.map((entry) => [entry.title, entry] as const))('%s', (_title, entry) => claim(entry));
});
