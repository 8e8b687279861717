import type { Difference } from '../../answers/log/differences.js';
import { placeInWords, valueInWords } from '../../reports/event-words.js';
import { say } from '../../words/say.js';
import { log as texts } from '../../words/texts/log.js';

interface Given {
  readonly caption: string;
  readonly differences: readonly Difference[];
  /** A single value as text. */
  readonly words?: (name: string, value: unknown) => string;
}

/** What was one thing and is another, side by side. */
export const BeforeAfter = ({ caption, differences, words = valueInWords }: Given) => (
  <div class="scroll" tabIndex={0} role="region" aria-label={caption}>
    <table class="changes">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{say(texts.what)}</th>
          <th scope="col">{say(texts.before)}</th>
          <th scope="col">{say(texts.after)}</th>
        </tr>
      </thead>
      <tbody>
        {differences.map(({ path, before, after }) => {
          const name = String(path.findLast((part) => typeof part === 'string'));
          const cellText = (value: unknown) => (value === undefined ? '—' : words(name, value));
          return (
            <tr key={path.join('.')}>
              <th scope="row">{placeInWords(path)}</th>
              <td>
                <bdi>{cellText(before)}</bdi>
              </td>
              <td>
                <strong>
                  <bdi>{cellText(after)}</bdi>
                </strong>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  </div>
);
