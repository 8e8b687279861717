import type { ComponentChildren } from 'preact';
import { say } from '../../words/say.js';
import { timeline as texts } from '../../words/texts/timeline.js';

/** More are in the log and the downloads. */
const MOST_ROWS = 200;

interface Given<Row> {
  readonly caption: string;
  readonly columns: readonly (string | { readonly name: string; readonly number: true })[];
  /** In order of time. */
  readonly rows: readonly Row[];
  /** The first heads its row. */
  readonly cells: (row: Row) => readonly ComponentChildren[];
  /** Where the rest is. */
  readonly rest: ComponentChildren;
}

export const number = (name: string) => ({ name, number: true }) as const;

/** The newest rows of a table, in a box that scrolls by itself. */
export const Table = <Row,>({ caption, columns, rows, cells, rest }: Given<Row>) => {
  const newest = rows.slice(-MOST_ROWS);
  const looks = columns.map((column) => (typeof column === 'string' ? undefined : 'number'));
  return (
    <details>
      <summary>
        {caption} ({say(texts.countedRows, { count: rows.length })})
      </summary>
      <div class="scroll" tabIndex={0} role="region" aria-label={caption}>
        <table>
          <caption>{caption}</caption>
          <thead>
            <tr>
              {columns.map((column, index) => (
                <th key={index} scope="col" class={looks[index]}>
                  {typeof column === 'string' ? column : column.name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {newest.map((row, rowIndex) => (
              <tr key={rowIndex}>
                {cells(row).map((cell, index) =>
                  index === 0 ? (
                    <th key={index} scope="row">
                      {cell}
                    </th>
                  ) : (
                    <td key={index} class={looks[index]}>
                      {cell}
                    </td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rows.length > MOST_ROWS && (
        <p class="quiet">{say(texts.theNewestOfTheRest, { mostrows: MOST_ROWS, rows: rows.length, rest })}</p>
      )}
    </details>
  );
};
