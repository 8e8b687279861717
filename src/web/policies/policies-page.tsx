import { drugPolicy } from '../../compliance/policies/policy.js';
import { policyAnswer } from '../../answers/form/policy.js';
import type { ListedPolicy } from '../../answers/policy-in-force.js';
import { counted } from '../../reports/words.js';
import { VerdictBadge } from '../shell/badges.js';
import { pageOf } from '../shell/page.js';
import { DEMANDS, demandsInWords } from './demands.js';
import { NeedsApproval, Parameters } from './parameters.js';

const referenceOf = ({ policy }: ListedPolicy) => `${policy.id}@${policy.version}`;

/** The main figures of the policies in force, side by side. */
const SideBySide = ({ drug, policies }: { drug: string; policies: readonly ListedPolicy[] }) => {
  const rows = DEMANDS.map(({ name, valueOf }) => ({
    name,
    cells: policies.map(({ policy }) => {
      const ofDrug = drugPolicy(policy, drug);
      return ofDrug && valueOf(ofDrug, policy);
    }),
  })).filter(({ cells }) => cells.some((cell) => cell !== undefined));
  const label = `${drug}: the policies side by side`;
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={label}>
      <table class="side-by-side">
        <caption>{drug}: the main figures of the policies in force; where they differ, in bold</caption>
        <thead>
          <tr>
            <th scope="col">Figure</th>
            {policies.map((listed) => (
              <th key={referenceOf(listed)} scope="col">
                <a href={`#${referenceOf(listed)}`}>{listed.policy.id}</a>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, cells }) => {
            const isSame = new Set(cells).size === 1;
            return (
              <tr key={name}>
                <th scope="row">{name}</th>
                {cells.map((cell, index) => (
                  <td key={referenceOf(policies[index]!)}>
                    {cell === undefined ? (
                      <span class="quiet">not judged</span>
                    ) : isSame ? (
                      cell
                    ) : (
                      <strong>{cell}</strong>
                    )}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
};

const One = ({ listed, inForce }: { listed: ListedPolicy; inForce: readonly ListedPolicy[] }) => {
  const policy = policyAnswer(listed);
  const { id, version, title, origin, inForceFrom, sha256, parameters } = policy;
  const reference = referenceOf(listed);
  const open = parameters.filter(({ needsApproval }) => needsApproval).length;
  const others = inForce.filter((other) => other.policy.id !== id).map(policyAnswer);
  return (
    <section class="card policy" aria-labelledby={reference}>
      <h2 id={reference}>{title}</h2>
      <p>
        <code>
          {id}@{version}
        </code>{' '}
        <strong>{policy.inForce ? 'in force' : 'not in force'}</strong>
        {inForceFrom === undefined ? '' : `, from ${inForceFrom}`}
        {policy.isDefault && ', the default: it judges where none is named'},{' '}
        {origin === 'shipped' ? 'comes with the service' : 'of this hospital'}
      </p>
      {policy.text !== undefined && <p>{policy.text}</p>}
      {demandsInWords(listed.policy).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <p>
        {counted(parameters.length, 'figure')}, each with its source.{' '}
        {open > 0 && (
          <>
            {open} of them have no clinical source: <NeedsApproval />
          </>
        )}
      </p>
      <Parameters policy={policy} others={others} />
      <p class="quiet">
        SHA-256 of its bytes <code>{sha256}</code>
      </p>
    </section>
  );
};

/** The figures by which audits judge, and where each comes from. */
export function policiesPage(policies: readonly ListedPolicy[]): string {
  const inForce = policies.filter((listed) => listed.inForce);
  const drugs = [...new Set(inForce.flatMap(({ policy }) => Object.keys(policy.drugs)))];
  return pageOf({
    title: 'Policies',
    styles: ['policies'],
    children: (
      <>
        <h1>Policies</h1>
        <p>
          A policy judges how a dose came to zero: <VerdictBadge verdict="tapered" />,{' '}
          <VerdictBadge verdict="abrupt" /> or, where the record cannot tell,{' '}
          <VerdictBadge verdict="undetermined" />. Every figure says where it comes from and how sure that is.
          A figure that no clinical source gives is marked <NeedsApproval />: the hospital must approve it. A
          version never changes; a hospital’s own are files in the folder <code>policies</code> of the
          service’s data.
        </p>
        {drugs.map((drug) => (
          <SideBySide
            key={drug}
            drug={drug}
            policies={inForce.filter(({ policy }) => drugPolicy(policy, drug) !== undefined)}
          />
        ))}
        {policies.map((listed) => (
          <One key={referenceOf(listed)} listed={listed} inForce={inForce} />
        ))}
      </>
    ),
  });
}
