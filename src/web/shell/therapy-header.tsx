import { paths } from './paths.js';
import { mayHere } from './reader.js';

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
    ['overview', 'Overview', paths.therapy(therapyId, query)],
    ['log', 'Log', paths.log(therapyId)],
    ...(mayHere('therapy:record') ? ([['record', 'Record an event', paths.record(therapyId)]] as const) : []),
  ] as const;
  return (
    <nav class="parts screen" aria-label={`Pages of ${therapyId}`}>
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
