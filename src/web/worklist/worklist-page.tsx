import type { StreamHead } from '../../event-store/port.js';
import { pageOf } from '../shell/page.js';
import { paths } from '../shell/paths.js';

/** The therapies in order of their ids. */
export const worklistPage = (therapies: readonly StreamHead[], isMore: boolean): string =>
  pageOf({
    title: 'Therapies',
    children: (
      <>
        <h1>Therapies</h1>
        {therapies.length === 0 ? (
          <p>
            No therapy is recorded here. Import events or record the first one;{' '}
            <a href="/docs">the interface</a> says how.
          </p>
        ) : (
          <table>
            <caption>In order of their ids</caption>
            <thead>
              <tr>
                <th scope="col">Therapy</th>
                <th scope="col" class="number">
                  Events
                </th>
              </tr>
            </thead>
            <tbody>
              {therapies.map(({ streamId, revision }) => (
                <tr key={streamId}>
                  <th scope="row">
                    <a href={paths.therapy(streamId)}>{streamId}</a>
                  </th>
                  <td class="number">
                    <a href={paths.log(streamId)} aria-label={`${revision} events of ${streamId}`}>
                      {revision}
                    </a>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {isMore && (
          <p>
            <a href={paths.worklist({ after: therapies.at(-1)!.streamId })}>Next page</a>
          </p>
        )}
      </>
    ),
  });
