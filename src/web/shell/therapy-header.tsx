import { paths } from './paths.js';
import { mayHere } from './reader.js';
import { say } from '../../words/say.js';
import { shell as texts } from '../../words/texts/shell.js';

type Part = 'overview' | 'log' | 'record';

interface Given {
  readonly therapyId: string;
  /** Absent on pages below them. */
  readonly current?: Part;
  /** Kept from page to page: by which instant, and by whose knowledge. */
  readonly query?: Readonly<Record<string, string | undefined>>;
}

/** Above every page of a therapy: which one it is, and the way to the others. */
export const TherapyHeader = ({ therapyId, current, query }: Given) => {
  const parts = [
    ['overview', say(texts.overview), paths.therapy(therapyId, query)],
    ['log', say(texts.log), paths.log(therapyId)],
    ...(mayHere('therapy:record')
      ? ([['record', say(texts.recordAnEvent), paths.record(therapyId)]] as const)
      : []),
  ] as const;
  return (
    <nav class="parts screen" aria-label={say(texts.pagesOf, { therapyId })}>
      <a href={paths.therapy(therapyId, query)} class="therapy">
        {therapyId}
      </a>
      {parts.map(([part, name, href]) => (
        <a key={part} href={href} aria-current={part === current ? 'page' : undefined}>
          {name}
        </a>
      ))}
    </nav>
  );
};
