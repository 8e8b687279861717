/** What `/live` says of an event. */
interface Recorded {
  readonly therapyId: string;
  readonly type: string;
  readonly revision: number;
}

/** Events that come together are shown together, and a storm of them so often, ms. */
const GATHER_MS = 400;

const say = (words: string): void => {
  const status = document.querySelector<HTMLElement>('#live');
  if (status && status.textContent !== words) status.textContent = words;
};

/** Keeps the parts of a page that are marked with `data-live` and an id up with what is recorded. */
export function follow(address: string): void {
  const source = new EventSource(address);
  let isPlanned = false;
  let news = '';
  const catchUp = async () => {
    isPlanned = false;
    const told = news;
    say((await refresh()) ? told : 'Something was recorded: load this page again.');
  };
  source.addEventListener('recorded', ({ data }: MessageEvent<string>) => {
    const { therapyId, type, revision } = JSON.parse(data) as Recorded;
    news = `Up to date with ${therapyId} #${revision} ${type}`;
    if (isPlanned) return;
    isPlanned = true;
    setTimeout(() => void catchUp(), GATHER_MS);
  });
  source.addEventListener('lost', () => {
    source.close();
    say('The log is another one now: load this page again.');
  });
  source.addEventListener('open', () => say('Live'));
  source.addEventListener('error', () => say('Not connected: this page may not be up to date.'));
}

/** Puts the page's parts as they are now in place of the old ones; false where they cannot be had. */
async function refresh(): Promise<boolean> {
  try {
    const answer = await fetch(location.href, { headers: { accept: 'text/html' } });
    if (!answer.ok) return false;
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
    for (const part of document.querySelectorAll<HTMLElement>('[data-live][id]')) {
      const renewed = fresh.getElementById(part.id);
      if (renewed) replace(part, document.adoptNode(renewed));
    }
    document.dispatchEvent(new Event('renewed'));
    return true;
  } catch {
    return false;
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
