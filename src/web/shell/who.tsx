import type { Reader } from './reader.js';

const inWords = ({ roles, sites }: NonNullable<Reader['subject']>): string =>
  [roles.join(', ') || 'no role', sites.includes('*') ? 'all sites' : sites.join(', ') || 'no site'].join(
    ' · ',
  );

/** Who is logged in, and the way out. */
export const Who = ({ reader }: { readonly reader: Reader | undefined }) => {
  const subject = reader?.subject;
  if (subject?.via !== 'session') return null;
  return (
    <form class="who" method="post" action="/auth/logout">
      <span>
        <bdi>{subject.name ?? subject.sub}</bdi> <small>{inWords(subject)}</small>
      </span>
      <button>Sign out</button>
    </form>
  );
};

/** What everybody must know of how the service runs. */
export const Notice = ({ reader }: { readonly reader: Reader | undefined }) => {
  const { subject, auth, isDemo } = reader ?? {};
  const isNowhere = subject?.via === 'session' && subject.roles.length > 0 && subject.sites.length === 0;
  const notices = [
    isDemo && 'DEMO: nobody’s patients; whoever is clicked is logged in.',
    auth === 'off' && 'Without access control (AUTH=off): for trying and for tests, on this machine alone.',
    isNowhere && 'Nobody said at which sites you work, so you see no therapy: ask whoever gives roles.',
  ].filter((words) => typeof words === 'string');
  if (notices.length === 0) return null;
  return (
    <aside aria-label="How the service runs">
      {notices.map((words) => (
        <p key={words} class="notice">
          {words}
        </p>
      ))}
    </aside>
  );
};
