import { claim } from './claims.js';
import { attacks } from './tables.js';

/** Never greener than the facts, and no alarm at the other side of the limit. */
describe.each(Object.entries(attacks))('%s', (_, entries) => {
  it.each(entries.map((entry) => [entry.title, entry] as const))('%s', (_title, entry) => claim(entry));

  it('has no title twice', () => {
    const titles = entries.map(({ title }) => title);
    expect(titles).toEqual([...new Set(titles)]);
  });
});
