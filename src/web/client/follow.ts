/** What `/live` says of an event. */
interface Recorded {
  readonly therapyId: string;
  readonly type: string;
  readonly revision: number;
}

/** Events that come together are shown together, ms. */
const GATHER_MS = 300;

/** Keeps the parts of a page that are marked with `data-live` and an id up with what is recorded. */
export function follow(address: string): void {
  const status = document.querySelector<HTMLElement>('#live');
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const source = new EventSource(address);
  source.addEventListener('recorded', ({ data }: MessageEvent<string>) => {
    const { therapyId, type, revision } = JSON.parse(data) as Recorded;
    if (status) status.textContent = `${therapyId} #${revision} ${type}`;
    clearTimeout(waiting);
    waiting = setTimeout(() => void refresh(), GATHER_MS);
  });
  source.addEventListener('error', () => {
    if (status) status.textContent = 'Not connected: this page may not be up to date.';
  });
  source.addEventListener('open', () => {
    if (status) status.textContent = 'Live';
  });
}

async function refresh(): Promise<void> {
  const answer = await fetch(location.href, { headers: { accept: 'text/html' } });
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
  for (const part of document.querySelectorAll<HTMLElement>('[data-live][id]')) {
    const renewed = fresh.getElementById(part.id);
    if (renewed) part.replaceWith(document.adoptNode(renewed));
  }
  document.dispatchEvent(new Event('renewed'));
}
