import { isSignedOut } from './signed-out.js';

const UNAVAILABLE = 503;

/** `not yet`: the service is away, or has not caught up with what was recorded. */
export type Renewal = 'done' | 'not yet' | 'not';

/**
 * Puts the parts of a page that are marked with `data-live` and an id as they are now in place of the old ones, unless
 * the page has another address by then.
 */
export async function renew(href: string): Promise<Renewal> {
  try {
    const answer = await fetch(href, { headers: { accept: 'text/html' } });
    if (isSignedOut(answer)) return 'done';
    if (!answer.ok) return answer.status === UNAVAILABLE ? 'not yet' : 'not';
    const text = await answer.text();
    if (href !== location.href) return 'done';
    const fresh = new DOMParser().parseFromString(text, 'text/html');
    document.dispatchEvent(new Event('renewing'));
    for (const part of document.querySelectorAll<HTMLElement>('[data-live][id]')) {
      const renewed = fresh.getElementById(part.id);
      if (renewed) replace(part, document.adoptNode(renewed));
    }
    document.dispatchEvent(new Event('renewed'));
    return 'done';
  } catch {
    return 'not yet';
  }
}

/** Keeps open what the reader has opened, and the focus where it is. */
function replace(part: HTMLElement, renewed: HTMLElement): void {
  const opened = [...part.querySelectorAll('details')].map(({ open }) => open);
  const focus = part.contains(document.activeElement) ? placeOf(document.activeElement!) : undefined;
  part.replaceWith(renewed);
  const details = [...renewed.querySelectorAll('details')];
  if (details.length === opened.length)
    details.forEach((one, index) => (one.open = opened[index] ?? one.open));
  if (focus !== undefined) renewed.querySelector<HTMLElement>(focus)?.focus();
}

function placeOf(element: Element): string {
  if (element.id) return `#${CSS.escape(element.id)}`;
  const href = element.getAttribute('href');
  const name = element.getAttribute('name');
  if (href !== null) return `a[href="${CSS.escape(href)}"]`;
  return name === null ? element.tagName : `[name="${CSS.escape(name)}"]`;
}
