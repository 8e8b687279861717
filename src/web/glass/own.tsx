import type { Glass } from '../../glass/glass.js';
import { utc } from '../../reports/words.js';
import { paths } from '../shell/paths.js';
import { say } from '../../words/say.js';
import { ways as texts } from '../../words/texts/ways.js';

const askedFor = ({ asked: { therapyId, serialNumber } }: Glass): string =>
  therapyId ?? say(texts.thePump, { serialNumber });

/** What whoever looks has open, with the way there. */
export const Own = ({ own, opened }: { readonly own: readonly Glass[]; readonly opened?: string }) =>
  own.length === 0 ? null : (
    <section aria-labelledby="own-title">
      <h2 id="own-title">{say(texts.openNow)}</h2>
      <ul>
        {own.map((glass) => (
          <li key={glass.id}>
            {say(texts.until, {
              strong: glass.id === opened && <strong>{say(texts.openedJustNow)}</strong>,
              opens:
                glass.opens === undefined ? (
                  <span>{say(texts.noSuchTherapyIsRecorded, { askedFor: askedFor(glass) })}</span>
                ) : (
                  <a href={paths.therapy(glass.opens)}>{askedFor(glass)}</a>
                ),
              until: utc(new Date(glass.until).toISOString()),
            })}
          </li>
        ))}
      </ul>
    </section>
  );
