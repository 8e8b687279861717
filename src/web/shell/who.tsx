import type { Reader } from './reader.js';
import { say } from '../../words/say.js';
import { shell as texts } from '../../words/texts/shell.js';

const inWords = ({ roles, sites }: NonNullable<Reader['subject']>): string =>
  [
    roles.join(', ') || say(texts.noRole),
    sites.includes('*') ? say(texts.allSites) : sites.join(', ') || say(texts.noSite),
  ].join(' · ');

/** Who is logged in, and the way out. */
export const Who = ({ reader }: { readonly reader: Reader | undefined }) => {
  const subject = reader?.subject;
  if (subject?.via !== 'session') return null;
  return (
    <form class="who" method="post" action="/auth/logout">
      <span>
        <bdi>{subject.name ?? subject.sub}</bdi> <small>{inWords(subject)}</small>
      </span>
      <button>{say(texts.signOut)}</button>
    </form>
  );
};

/** What everybody must know of how the service runs. */
export const Notice = ({ reader }: { readonly reader: Reader | undefined }) => {
  const { subject, auth, isDemo } = reader ?? {};
  const isNowhere = subject?.via === 'session' && subject.roles.length > 0 && subject.sites.length === 0;
  const notices = [
    isDemo && say(texts.demoNobodysPatientsWhoeverIs),
    auth === 'off' && say(texts.withoutAccessControlAuthOff),
    isNowhere && say(texts.nobodySaidAtWhichSites),
  ].filter((words) => typeof words === 'string');
  if (notices.length === 0) return null;
  return (
    <aside aria-label={say(texts.howTheServiceRuns)}>
      {notices.map((words) => (
        <p key={words} class="notice">
          {words}
        </p>
      ))}
    </aside>
  );
};
