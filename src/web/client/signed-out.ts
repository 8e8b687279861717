const UNAUTHENTICATED = 401;
const LOOKED_AT_EVERY_MS = 20_000;

let isOut = false;

/** Hides what the page shows, and says why. */
export function showSignedOut(): void {
  if (isOut) return;
  isOut = true;
  const main = document.querySelector('main')!;
  const title = document.createElement('h1');
  const way = document.createElement('a');
  title.textContent = 'Signed out';
  way.href = `/auth/login?${new URLSearchParams({ return: location.pathname + location.search })}`;
  way.textContent = 'Log in';
  main.replaceChildren(title, way);
  document.querySelector('.who')?.remove();
  document.title = 'Signed out';
}

/** Whether an answer says that nobody is logged in any more; the page then says so. */
export function isSignedOut({ status }: Response): boolean {
  if (status !== UNAUTHENTICATED) return false;
  showSignedOut();
  return true;
}

async function look(): Promise<void> {
  if (isOut) return;
  try {
    isSignedOut(await fetch('/v1/me'));
  } catch {
    // The service is away: nobody knows.
  }
}

/** Looks from time to time whether the session lasts; that is no use of it. */
export function watchSession(): void {
  setInterval(() => void look(), LOOKED_AT_EVERY_MS);
  document.addEventListener('visibilitychange', () => void look());
  window.addEventListener('pageshow', ({ persisted }) => persisted && void look());
  document.addEventListener('disconnected', () => void look());
}
