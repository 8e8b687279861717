import type { ComponentChildren } from 'preact';
import type { Keeping } from '../../record/holding.js';
import type { LedgerState } from '../../publication/ledger-health.js';
import type { TreeState } from '../../publication/tree/tree-keeper.js';
import { counted, sentence } from '../../reports/words.js';
import type { IntegrityView } from './integrity-view.js';

type Level = 'pass' | 'undetermined' | 'fail';

const LEDGER: Readonly<Record<LedgerState['status'], readonly [Level, string]>> = {
  compared: ['pass', 'compared'],
  checking: ['undetermined', 'being compared'],
  failed: ['fail', 'could not be compared'],
  contradicted: ['fail', 'contradicted'],
};
const TREE: Readonly<Record<TreeState['status'], readonly [Level, string]>> = {
  'up-to-date': ['pass', 'up to date'],
  behind: ['undetermined', 'behind'],
  down: ['fail', 'down'],
};
const OUTSIDER: Readonly<Record<string, readonly [Level, string]>> = {
  ok: ['pass', 'answers'],
  failing: ['fail', 'failing'],
  'not-asked': ['undetermined', 'not asked yet'],
};

const Badge = ({ of: [level, words] }: { readonly of: readonly [Level, string] }) => (
  <span class={`badge ${level}`}>{words}</span>
);

const Row = ({ name, children }: { readonly name: string; readonly children: ComponentChildren }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

function ledgerInWords(
  { status, detail, signedSize, streamsRefused }: LedgerState,
  refusal: string | undefined,
): string {
  switch (status) {
    case 'contradicted':
      if (streamsRefused !== undefined)
        return `${sentence(detail ?? '')} Of these nothing is answered or recorded; all others are as they were signed.`;
      return `${sentence(detail ?? '')} Nothing more is recorded or signed; questions are answered as before, unless their own record is broken.`;
    case 'failed':
      return `${refusal ?? ''} Nothing is recorded until the service starts again.`;
    case 'checking':
      return 'The bytes of the log are being compared with the last signed checkpoint.';
    case 'compared':
      return signedSize === null
        ? 'Nothing was signed of it yet.'
        : 'When the service started, the bytes of the log were those of the last signed checkpoint, and nothing has contradicted it since.';
    default:
      return status satisfies never;
  }
}

const Outsiders = ({ ledger, cosigned }: IntegrityView) => {
  const asked = [...ledger.witnesses, ...ledger.timestampAuthorities];
  if (asked.length === 0)
    return (
      <p>
        No witness and no timestamp authority is configured. Whoever runs this service could then show
        different histories to different people unnoticed, unless they keep checkpoints and compare them.
      </p>
    );
  const last = new Map(cosigned.map(({ key, size }) => [key.name, size]));
  const row = (kind: string, { name, status, detail }: LedgerState['witnesses'][number]) => (
    <tr key={name}>
      <th scope="row">{name}</th>
      <td>{kind}</td>
      <td>
        <Badge of={OUTSIDER[status]!} /> {detail}
      </td>
      <td class="number">{kind === 'witness' ? (last.get(name) ?? 0) : '—'}</td>
    </tr>
  );
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label="Witnesses">
      <table>
        <caption>Who outside holds checkpoints of this log</caption>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Kind</th>
            <th scope="col">State</th>
            <th scope="col" class="number">
              Last cosigned (events)
            </th>
          </tr>
        </thead>
        <tbody>
          {ledger.witnesses.map((witness) => row('witness', witness))}
          {ledger.timestampAuthorities.map((authority) => row('timestamp authority', authority))}
        </tbody>
      </table>
    </div>
  );
};

function lostInWords({ keyLost, staffKeyLost }: Keeping): string {
  const lost = [
    ...(keyLost > 0 ? [counted(keyLost, 'therapy', 'therapies')] : []),
    ...(staffKeyLost > 0 ? [counted(staffKeyLost, 'member of staff', 'members of staff')] : []),
  ];
  return lost.length === 0 ? 'no key lost' : `keys of ${lost.join(' and ')} lost`;
}

/** How the ledger is, by the service's own account. */
export const State = (view: IntegrityView) => {
  const { ledger, refusal, tree, keeping } = view;
  return (
    <section id="ledger" data-live aria-labelledby="ledger-title">
      <h2 id="ledger-title">State</h2>
      <dl class="members">
        <Row name="Log and its checkpoints">
          <Badge of={LEDGER[ledger.status]} /> {ledgerInWords(ledger, refusal)}
        </Row>
        <Row name="Merkle tree">
          <Badge of={TREE[tree.status]} /> {counted(tree.size, 'event')}
          {tree.eventsBehind > 0 && `, ${counted(tree.eventsBehind, 'event')} behind the log`}
        </Row>
        <Row name="Signed">
          {ledger.signedSize === null ? 'nothing yet' : counted(ledger.signedSize, 'event')}
        </Row>
        <Row name="Personal values">
          {keeping
            ? `${counted(keeping.erased, 'therapy', 'therapies')} erased, ${counted(keeping.held, 'therapy', 'therapies')} under a legal hold, ${lostInWords(keeping)}`
            : 'the file of the keys cannot be read now'}
        </Row>
      </dl>
      <h3>Witnesses</h3>
      <Outsiders {...view} />
    </section>
  );
};
