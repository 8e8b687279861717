import type { Glass } from '../../glass/glass.js';
import { utc } from '../../reports/words.js';
import { paths } from '../shell/paths.js';

const askedFor = ({ asked: { therapyId, serialNumber } }: Glass): string =>
  therapyId ?? `the pump ${serialNumber}`;

/** What whoever looks has open, with the way there. */
export const Own = ({ own, opened }: { readonly own: readonly Glass[]; readonly opened?: string }) =>
  own.length === 0 ? null : (
    <section aria-labelledby="own-title">
      <h2 id="own-title">Open now</h2>
      <ul>
        {own.map((glass) => (
          <li key={glass.id}>
            {glass.id === opened && <strong>Opened just now: </strong>}
            {glass.opens === undefined ? (
              <span>{askedFor(glass)}: no such therapy is recorded</span>
            ) : (
              <a href={paths.therapy(glass.opens)}>{askedFor(glass)}</a>
            )}
            , until {utc(new Date(glass.until).toISOString())}
          </li>
        ))}
      </ul>
    </section>
  );
