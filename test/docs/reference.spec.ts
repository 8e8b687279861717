import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Of the built service, as the pages are made. */
test('the reference is what the code says; where it is old, npm run docs:reference writes it anew', async () => {
  const pages = await (await loadedOnce()).referencePages();
  expect(Object.keys(pages)).toContain('http.md');
  for (const [name, made] of Object.entries(pages))
    expect([name, await readFile(join('docs/reference', name), 'utf8')]).toEqual([name, made]);
});
