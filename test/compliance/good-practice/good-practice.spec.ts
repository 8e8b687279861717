import { goodCare } from './tables.js';
import { staysQuiet } from './quiet.js';

describe.each(Object.entries(goodCare))('%s', (_, entries) => {
  it.each(entries.map((entry) => [entry.title, entry] as const))('%s', (_title, entry) => staysQuiet(entry));

  it('has no title twice', () => {
    const titles = entries.map(({ title }) => title);
    expect(titles).toEqual([...new Set(titles)]);
  });
});
