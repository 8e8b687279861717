import { existsSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { PAGES, anchorsIn, linksIn } from './markdown.js';

const parts = (from: string, link: string) => {
  const [path, anchor] = link.split('#') as [string, string?];
  return { file: path === '' ? from : normalize(join(dirname(from), path)), anchor };
};

const isBroken = (from: string, link: string): boolean => {
  const { file, anchor } = parts(from, link);
  return !existsSync(file) || (anchor !== undefined && !anchorsIn(file).has(anchor));
};

test.each(PAGES)('the links of %s lead somewhere', (page) => {
  expect(linksIn(page).filter((link) => isBroken(page, link))).toEqual([]);
});

test('every page of docs is found from the README by way of their index', () => {
  const found = new Set(['README.md', 'docs/README.md']);
  for (const page of found)
    for (const link of linksIn(page)) {
      const { file } = parts(page, link);
      if (file.endsWith('.md') && existsSync(file)) found.add(file);
    }
  expect(PAGES.filter((page) => page.startsWith('docs/') && !found.has(page))).toEqual([]);
});

test('the README is at most 8 kB', () => {
  expect(statSync('README.md').size).toBeLessThanOrEqual(8 * 1024);
});
