import { type Renewal, renew } from './renew.js';

/** What `/live` says of an event. */
interface Recorded {
  readonly therapyId: string;
  readonly what: string;
  readonly revision: number;
}

/** How long events are collected before the page is renewed, ms. Many events at once renew it once more at the end. */
const GATHER_MS = 400;
/** Where the service has not caught up itself, it is asked again after so long, ms. */
const AGAIN_MS = 3_000;

const WORDS: Partial<Readonly<Record<Renewal, string>>> = {
  'not yet': 'Something was recorded; this page is catching up.',
  not: 'Something was recorded: load this page again.',
};

const pause = (ms: number) => new Promise((over) => setTimeout(over, ms));

const say = (words: string): void => {
  const status = document.querySelector<HTMLElement>('#live');
  if (status && status.textContent !== words) status.textContent = words;
};

const hasParts = () => document.querySelector('[data-live][id]') !== null;

/**
 * Keeps the parts of a page that are marked with `data-live` and an id up with what is recorded; a page without any says
 * that it is not.
 */
export function follow(address: string): void {
  const source = new EventSource(address);
  let isBehind = false;
  let isCatchingUp = false;
  let news = '';
  const catchUp = async () => {
    isCatchingUp = true;
    while (isBehind) {
      await pause(GATHER_MS);
      isBehind = false;
      const seen = news;
      const renewal = hasParts() ? await renew(location.href) : 'not';
      say(WORDS[renewal] ?? seen);
      if (renewal === 'not yet') {
        isBehind = true;
        await pause(AGAIN_MS);
      }
    }
    isCatchingUp = false;
  };
  source.addEventListener('recorded', ({ data }: MessageEvent<string>) => {
    const { therapyId, what, revision } = JSON.parse(data) as Recorded;
    news = `Up to date with event ${revision} of ${therapyId}: ${what}`;
    isBehind = true;
    if (!isCatchingUp) void catchUp();
  });
  source.addEventListener('lost', () => {
    source.close();
    say('The log is another one now: load this page again.');
  });
  source.addEventListener('open', () => say('Live'));
  source.addEventListener('error', () => {
    say('Not connected: this page may not be up to date.');
    document.dispatchEvent(new Event('disconnected'));
  });
}
