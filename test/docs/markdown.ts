import { globSync, readFileSync } from 'node:fs';

/** What people read beside the code. */
export const PAGES = globSync(['*.md', 'docs/**/*.md', 'docker/*.md', 'examples/**/*.md']).toSorted();

const FENCED = /^( *)```[^]*?^\1```$/gm;
const COMMENT = /<!--[^]*?-->/g;

const prose = (file: string): string => readFileSync(file, 'utf8').replace(FENCED, '').replace(COMMENT, '');

/** Where the links and pictures of a page lead, but for the web. */
export const linksIn = (file: string): readonly string[] =>
  [...prose(file).matchAll(/\]\(([^()\s]+)\)/g)].map(([, to]) => to!).filter((to) => !/^[a-z]+:/.test(to));

/** The anchors of a page, as GitHub makes them of its headings. */
export function anchorsIn(file: string): ReadonlySet<string> {
  const anchors = new Set<string>();
  for (const [, heading] of prose(file).matchAll(/^#+ (.+)$/gm)) {
    const anchor = heading!
      .toLowerCase()
      .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-');
    let free = anchor;
    for (let number = 1; anchors.has(free); number += 1) free = `${anchor}-${number}`;
    anchors.add(free);
  }
  return anchors;
}
