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
import { say } from '../../words/say.js';
import { judged as texts } from '../../words/texts/judged.js';
import { told } from '../../words/told.js';

const failing = ({ steps, reasons, verdict }: CessationDto): string => {
  const rules = steps.flatMap((step, index) =>
    step.rules.filter(({ outcome }) => outcome === 'fail').map(({ rule }) => ({ rule, step: index + 1 })),
  );
  const names = [...new Set(rules.map(({ rule }) => rule))].map((name) => {
    const steps = rules.filter(({ rule }) => rule === name).map(({ step }) => step);
    return say(texts.step, { ruleInWords: ruleInWords(name), steps: steps.join(', ') });
  });
  const codes = verdict === 'tapered' ? [] : reasons.map(({ code }) => code);
  return [...codes, ...names].join('; ') || told('none');
};

const referenceOf = ({ id, version }: PolicyReferenceDto): string => `${id}@${version}`;

/** Another policy, instant or knowledge. */
const Chooser = ({ therapyId, cessation, others, asked, report: { audit } }: CessationView) => (
  <form
    method="get"
    action={paths.cessation(therapyId, cessation.id)}
    class="screen"
    aria-label={say(texts.whatThePageShows)}
  >
    <div class="fields">
      <div class="field">
        <label for="policy">{say(texts.policy)}</label>
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
          ['asOf', say(texts.asOf), asked.asOf],
          ['knownAt', say(texts.byWhatWasKnownAt), asked.knownAt],
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
      <button class="main">{say(texts.show)}</button>
    </div>
    <p id="dates" class="quiet">
      {say(texts.datesAreUtcLeftEmpty, { dates: told(ACCEPTED_DATES) })}
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
        {isCurrent && <div class="quiet">{say(texts.shownHere)}</div>}
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
        <td colSpan={4}>{say(texts.itDoesNotCountThis)}</td>
      )}
    </tr>
  );
};

/** The same cessation under all policies, side by side. */
export const Policies = (view: CessationView) => {
  const { others } = view;
  return (
    <section aria-labelledby="policies">
      <h2 id="policies">{say(texts.byEveryPolicy)}</h2>
      <p>
        {say(texts.theSameRecordJudgedBy, {
          link: <a href={paths.policies()}>{say(texts.whatEachDemands)}</a>,
        })}
      </p>
      <div class="scroll" tabIndex={0} role="region" aria-labelledby="policies">
        <table>
          <caption>{say(texts.thisCessationUnderEachPolicy)}</caption>
          <thead>
            <tr>
              <th scope="col">{say(texts.policy)}</th>
              <th scope="col">{say(texts.verdict)}</th>
              <th scope="col">{say(texts.eachStepWithinLimits)}</th>
              <th scope="col">{say(texts.atTheTip)}</th>
              <th scope="col">{say(texts.whatDoesNotHold)}</th>
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
