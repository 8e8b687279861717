import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Of what it looks at and finds well axe would make thousands of descriptions, which take longer than to look. */
const RUN = `axe.run(document, {
  rules: Object.fromEntries(
    axe._audit.rules
      .filter(({ impact }) => impact === 'minor' || impact === 'moderate')
      .map(({ id }) => [id, { enabled: false }]),
  ),
  resultTypes: ['violations'],
  preload: false,
}).then(({ violations }) =>
  violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => id + ': ' + (nodes[0]?.html ?? '')))`;

/** What axe calls serious or critical, each with the first element that has it. */
export async function seriousIssues(page: Page): Promise<string[]> {
  // Evaluated by the browser's debugger, which the page's policy for scripts does not bind.
  const session = await page.context().newCDPSession(page);
  try {
    await session.send('Runtime.evaluate', { expression: SOURCE });
  } finally {
    await session.detach();
  }
  return page.evaluate<string[]>(RUN);
}
