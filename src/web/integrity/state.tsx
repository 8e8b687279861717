import type { ComponentChildren } from 'preact';
import type { Keeping } from '../../record/holding.js';
import type { LedgerState } from '../../publication/ledger-health.js';
import type { TreeState } from '../../publication/tree/tree-keeper.js';
import { sentence } from '../../reports/words.js';
import type { IntegrityView } from './integrity-view.js';
import { say } from '../../words/say.js';
import { integrity as texts } from '../../words/texts/integrity.js';
import type { Text } from '../../words/say.js';

type Level = 'pass' | 'undetermined' | 'fail';

const LEDGER: Readonly<Record<LedgerState['status'], readonly [Level, Text]>> = {
  compared: ['pass', texts.compared],
  checking: ['undetermined', texts.beingCompared],
  failed: ['fail', texts.couldNotBeCompared],
  contradicted: ['fail', texts.contradicted],
};
const TREE: Readonly<Record<TreeState['status'], readonly [Level, Text]>> = {
  'up-to-date': ['pass', texts.upToDate],
  behind: ['undetermined', texts.behind],
  down: ['fail', texts.down],
};
const OUTSIDER: Readonly<Record<string, readonly [Level, Text]>> = {
  ok: ['pass', texts.answers],
  failing: ['fail', texts.failing],
  'not-asked': ['undetermined', texts.notAskedYet],
};

const Badge = ({ of: [level, words] }: { readonly of: readonly [Level, Text] }) => (
  <span class={`badge ${level}`}>{say(words)}</span>
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
        return say(texts.ofTheseNothingIsAnswered, { detail: sentence(detail ?? '') });
      return say(texts.nothingMoreIsRecordedOr, { detail: sentence(detail ?? '') });
    case 'failed':
      return say(texts.nothingIsRecordedUntilThe, { refusal: refusal ?? '' });
    case 'checking':
      return say(texts.theBytesOfTheLog);
    case 'compared':
      return signedSize === null ? say(texts.nothingWasSignedOfIt) : say(texts.whenTheServiceStartedThe);
    default:
      return status satisfies never;
  }
}

const Outsiders = ({ ledger, cosigned }: IntegrityView) => {
  const asked = [...ledger.witnesses, ...ledger.timestampAuthorities];
  if (asked.length === 0) return <p>{say(texts.noWitnessAndNoTimestamp)}</p>;
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
    <div class="scroll" tabIndex={0} role="region" aria-label={say(texts.witnesses)}>
      <table>
        <caption>{say(texts.whoOutsideHoldsCheckpointsOf)}</caption>
        <thead>
          <tr>
            <th scope="col">{say(texts.name)}</th>
            <th scope="col">{say(texts.kind)}</th>
            <th scope="col">{say(texts.state)}</th>
            <th scope="col" class="number">
              {say(texts.lastCosignedEvents)}
            </th>
          </tr>
        </thead>
        <tbody>
          {ledger.witnesses.map((witness) => row('witness', witness))}
          {ledger.timestampAuthorities.map((authority) => row(say(texts.timestampAuthority), authority))}
        </tbody>
      </table>
    </div>
  );
};

function lostInWords({ keyLost, staffKeyLost }: Keeping): string {
  const lost = [
    ...(keyLost > 0 ? [say(texts.countedTherapies, { count: keyLost })] : []),
    ...(staffKeyLost > 0 ? [say(texts.countedMembersOfStaff, { count: staffKeyLost })] : []),
  ];
  return lost.length === 0 ? say(texts.noKeyLost) : say(texts.keysOfLost, { lost: lost.join(' and ') });
}

/** How the ledger is, by the service's own account. */
export const State = (view: IntegrityView) => {
  const { ledger, refusal, tree, keeping } = view;
  return (
    <section id="ledger" data-live aria-labelledby="ledger-title">
      <h2 id="ledger-title">{say(texts.state)}</h2>
      <dl class="members">
        <Row name={say(texts.logAndItsCheckpoints)}>
          <Badge of={LEDGER[ledger.status]} /> {ledgerInWords(ledger, refusal)}
        </Row>
        <Row name={say(texts.merkleTree)}>
          <Badge of={TREE[tree.status]} /> {say(texts.countedEvents, { count: tree.size })}
          {tree.eventsBehind > 0 &&
            say(texts.behindTheLog, { eventsBehind: say(texts.countedEvents, { count: tree.eventsBehind }) })}
        </Row>
        <Row name={say(texts.signed)}>
          {ledger.signedSize === null
            ? say(texts.nothingYet)
            : say(texts.countedEvents, { count: ledger.signedSize })}
        </Row>
        <Row name={say(texts.personalValues)}>
          {keeping
            ? say(texts.erasedUnderALegalHold, {
                erased: say(texts.countedTherapies, { count: keeping.erased }),
                held: say(texts.countedTherapies, { count: keeping.held }),
                lostInWords: lostInWords(keeping),
              })
            : say(texts.theFileOfTheKeys)}
        </Row>
      </dl>
      <h3>{say(texts.witnesses)}</h3>
      <Outsiders {...view} />
    </section>
  );
};
