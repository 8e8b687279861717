import type { AuditDto } from '../../answers/dto/audit.dto.js';
import type { CessationDto } from '../../answers/dto/cessation.dto.js';
import type { PolicyReferenceDto } from '../../answers/dto/policy.dto.js';
import { ACCEPTED_DATES } from '../../therapy/occurred-at.js';
import { reservationsOf } from '../../reports/reservations.js';
import { OutcomeBadge, ReservedVerdict } from '../shell/badges.js';
import { paths } from '../shell/paths.js';
import { optionalStated } from '../therapy/figures.js';
import { type CessationView, askedParameters } from './cessation-view.js';
import { ruleInWords } from './steps.js';

const failing = ({ steps, reasons, verdict }: CessationDto): string => {
  const rules = steps.flatMap((step, index) =>
    step.rules.filter(({ outcome }) => outcome === 'fail').map(({ rule }) => ({ rule, step: index + 1 })),
  );
  const names = [...new Set(rules.map(({ rule }) => rule))].map((name) => {
    const steps = rules.filter(({ rule }) => rule === name).map(({ step }) => step);
    return `${ruleInWords(name)} (step ${steps.join(', ')})`;
  });
  const codes = verdict === 'tapered' ? [] : reasons.map(({ code }) => code);
  return [...codes, ...names].join('; ') || 'none';
};

const referenceOf = ({ id, version }: PolicyReferenceDto): string => `${id}@${version}`;

/** Another policy, instant or knowledge. */
const Chooser = ({ therapyId, cessation, others, asked, report: { audit } }: CessationView) => (
  <form
    method="get"
    action={paths.cessation(therapyId, cessation.id)}
    class="screen"
    aria-label="What the page shows"
  >
    <div class="fields">
      <div class="field">
        <label for="policy">Policy</label>
        <select id="policy" name="policy">
          {others.map(({ policy }) => (
            <option
              key={referenceOf(policy)}
              value={referenceOf(policy)}
              selected={referenceOf(policy) === referenceOf(audit.policy)}
            >
              {referenceOf(policy)}
            </option>
          ))}
        </select>
      </div>
      {(
        [
          ['asOf', 'As of', asked.asOf],
          ['knownAt', 'By what was known at', asked.knownAt],
        ] as const
      ).map(([name, label, value]) => (
        <div key={name} class="field">
          <label for={name}>{label}</label>
          <input
            size={24}
            id={name}
            name={name}
            value={optionalStated(value) ?? ''}
            aria-describedby="dates"
          />
        </div>
      ))}
      <button class="main">Show</button>
    </div>
    <p id="dates" class="quiet">
      Dates are UTC: {ACCEPTED_DATES}. Left empty: now, and all that is known.
    </p>
  </form>
);

/** The cessation by one of the policies. */
const Row = ({ view, audit }: { readonly view: CessationView; readonly audit: AuditDto }) => {
  const { therapyId, cessation, asked, report } = view;
  const { policy, cessations } = audit;
  const same = cessations.find(({ id }) => id === cessation.id);
  const reference = referenceOf(policy);
  const isCurrent = reference === referenceOf(report.audit.policy);
  const href = paths.cessation(therapyId, cessation.id, askedParameters({ ...asked, policy: reference }));
  return (
    <tr class={isCurrent ? 'shown' : undefined}>
      <th scope="row">
        {same ? (
          <a href={href} aria-current={isCurrent ? 'true' : undefined}>
            {reference}
          </a>
        ) : (
          reference
        )}
        {isCurrent && <div class="quiet">shown here</div>}
      </th>
      {same ? (
        <>
          <td>
            <ReservedVerdict {...same} reservations={reservationsOf(audit, same)} />
          </td>
          <td>
            <OutcomeBadge outcome={same.conformance} />
          </td>
          <td>
            <ReservedVerdict isBrief verdict={same.tip.verdict} reservations={reservationsOf(audit, same)} />
          </td>
          <td>{failing(same)}</td>
        </>
      ) : (
        <td colSpan={4}>It does not count this as a cessation.</td>
      )}
    </tr>
  );
};

/** The same cessation under all policies, side by side. */
export const Policies = (view: CessationView) => {
  const { others } = view;
  return (
    <section aria-labelledby="policies">
      <h2 id="policies">By every policy</h2>
      <p>
        The same record, judged by other figures. Choose a policy to see its rules here;{' '}
        <a href={paths.policies()}>what each demands</a> has its own page.
      </p>
      <div class="scroll" tabIndex={0} role="region" aria-labelledby="policies">
        <table>
          <caption>This cessation under each policy in force, at the same instant and knowledge</caption>
          <thead>
            <tr>
              <th scope="col">Policy</th>
              <th scope="col">Verdict</th>
              <th scope="col">Each step within limits</th>
              <th scope="col">At the tip</th>
              <th scope="col">What does not hold</th>
            </tr>
          </thead>
          <tbody>
            {others.map((audit) => (
              <Row key={referenceOf(audit.policy)} view={view} audit={audit} />
            ))}
          </tbody>
        </table>
      </div>
      <Chooser {...view} />
    </section>
  );
};
