import { drugPolicy } from '../../compliance/policies/policy.js';
import { policyAnswer } from '../../answers/form/policy.js';
import type { ListedPolicy } from '../../answers/policy-in-force.js';
import { VerdictBadge } from '../shell/badges.js';
import { pageOf } from '../shell/page.js';
import { DEMANDS, demandsInWords } from './demands.js';
import { NeedsApproval, Parameters } from './parameters.js';
import { say } from '../../words/say.js';
import { policies as texts } from '../../words/texts/policies.js';
import { told } from '../../words/told.js';

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
  const label = say(texts.thePoliciesSideBySide, { drug });
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={label}>
      <table class="side-by-side">
        <caption>{say(texts.theMainFiguresOfThe, { drug })}</caption>
        <thead>
          <tr>
            <th scope="col">{say(texts.figure)}</th>
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
              <tr key={name.en}>
                <th scope="row">{say(name)}</th>
                {cells.map((cell, index) => (
                  <td key={referenceOf(policies[index]!)}>
                    {cell === undefined ? (
                      <span class="quiet">{say(texts.notJudged)}</span>
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
      <h2 id={reference}>{told(title)}</h2>
      <p>
        <code>
          {id}@{version}
        </code>{' '}
        <strong>{policy.inForce ? say(texts.inForce) : say(texts.notInForce)}</strong>
        {inForceFrom === undefined ? '' : say(texts.fromWords, { inForceFrom })}
        {policy.isDefault && say(texts.theDefaultItJudgesWhere)},{' '}
        {origin === 'shipped' ? say(texts.comesWithTheService) : say(texts.ofThisHospital)}
      </p>
      {policy.text !== undefined && <p lang="en">{policy.text}</p>}
      {demandsInWords(listed.policy).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <p>
        {say(texts.eachWithItsSource, {
          parameters: say(texts.countedFigures, { count: parameters.length }),
          more: open > 0 && (
            <>{say(texts.ofThemHaveNoClinical, { open, needsApproval: <NeedsApproval /> })}</>
          ),
        })}
      </p>
      <Parameters policy={policy} others={others} />
      <p class="quiet">{say(texts.sha256OfItsBytes, { sha256: <code>{sha256}</code> })}</p>
    </section>
  );
};

/** The figures by which audits judge, and where each comes from. */
export function policiesPage(policies: readonly ListedPolicy[]): string {
  const inForce = policies.filter((listed) => listed.inForce);
  const drugs = [...new Set(inForce.flatMap(({ policy }) => Object.keys(policy.drugs)))];
  return pageOf({
    title: say(texts.policies),
    styles: ['policies'],
    children: (
      <>
        <h1>{say(texts.policies)}</h1>
        <p>
          {say(texts.aPolicyJudgesHowA, {
            verdictBadge: <VerdictBadge verdict="tapered" />,
            verdictBadge2: <VerdictBadge verdict="abrupt" />,
            verdictBadge3: <VerdictBadge verdict="undetermined" />,
            needsApproval: <NeedsApproval />,
            code: <code>policies</code>,
          })}
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
