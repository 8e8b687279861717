import type { Page } from 'playwright-core';

/** What the browser says of itself where it is told that a page is not there, or not had so. */
const REFUSED = /status of (4\d\d)/;

/**
 * What a page should never do, as it does it: errors, dialogs, requests to somewhere else. A list that grows.
 * @param refusals which statuses of refusal the browser may complain about
 */
export function heardOn(page: Page, baseUrl: string, refusals: (status: number) => boolean): string[] {
  const heard: string[] = [];
  page.on('pageerror', ({ message }) => heard.push(message));
  page.on('dialog', (dialog) => void dialog.dismiss().then(() => heard.push('a dialog')));
  page.on('console', (message) => {
    const status = REFUSED.exec(message.text())?.[1];
    if (message.type() === 'error' && !(status && refusals(Number(status)))) heard.push(message.text());
  });
  page.on('request', (request) => {
    const { origin, pathname } = new URL(request.url());
    // Texts that attack name a picture `x`.
    if (origin !== baseUrl || pathname.endsWith('/x')) heard.push(`asks for ${request.url()}`);
  });
  return heard;
}
