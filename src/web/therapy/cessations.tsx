import type { CessationDto } from '../../answers/dto/cessation.dto.js';
import { CAUSE, CIRCUMSTANCE, figure, utc } from '../../reports/words.js';
import { reservationsOf } from '../../reports/reservations.js';
import { OutcomeBadge, ReservedVerdict } from '../shell/badges.js';
import { paths } from '../shell/paths.js';
import { type TherapyView, auditParameters, windowParameters } from './therapy-view.js';
import { aroundCessation } from './zoom.js';
import { say } from '../../words/say.js';
import { therapy as texts } from '../../words/texts/therapy.js';

const instants = ({ startedAt, reachedZeroAt, resumedAt }: CessationDto) => ({
  startedAt: Date.parse(startedAt),
  reachedZeroAt: Date.parse(reachedZeroAt),
  resumedAt: resumedAt === undefined ? null : Date.parse(resumedAt),
});

const Row = ({ view, cessation, index }: { view: TherapyView; cessation: CessationDto; index: number }) => {
  const { therapyId, query, report, timeline } = view;
  const reservations = reservationsOf(report.audit, cessation);
  const { from, to } = aroundCessation(timeline, instants(cessation));
  return (
    <tr>
      <th scope="row">{index + 1}</th>
      <td>
        <a href={paths.cessation(therapyId, cessation.id, auditParameters(query))}>
          {say(texts.fromMcgDay, {
            drug: cessation.drug,
            baselineMcgPerDay: figure(cessation.baselineMcgPerDay),
          })}
        </a>
        , {cessation.site === 'tip' ? say(texts.atTheTipAlone) : say(texts.atTheReservoir)},{' '}
        {say(CAUSE[cessation.cause])},{' '}
        {cessation.declaredHoliday ? say(texts.aDeclaredHoliday) : say(texts.noHolidayWasDeclared)}
        {cessation.circumstance && `, ${say(CIRCUMSTANCE[cessation.circumstance.kind])}`}
      </td>
      <td>
        <a href={`${paths.therapy(therapyId, windowParameters(query, from, to))}#timeline-title`}>
          {say(texts.to, {
            startedAt: utc(cessation.startedAt),
            reachedZeroAt: utc(cessation.reachedZeroAt),
          })}
        </a>
      </td>
      <td>{cessation.resumedAt === undefined ? say(texts.notByThen) : utc(cessation.resumedAt)}</td>
      <td>
        <ReservedVerdict {...cessation} reservations={reservations} />
      </td>
      <td>
        <OutcomeBadge outcome={cessation.conformance} />
      </td>
      <td>
        <ReservedVerdict isBrief verdict={cessation.tip.verdict} reservations={reservations} />
      </td>
    </tr>
  );
};

/** Each time at which a drug's dose came to zero and stayed there. */
export const Cessations = (view: TherapyView) => {
  const { cessations } = view.report.audit;
  return (
    <section id="cessations" data-live aria-labelledby="cessations-title">
      <h2 id="cessations-title">{say(texts.cessations)}</h2>
      {cessations.length === 0 ? (
        <p>{say(texts.noDoseCameToZero)}</p>
      ) : (
        <>
          <p class="quiet">{say(texts.aVerdictSaysWhatThe)}</p>
          <div class="scroll" tabIndex={0} role="region" aria-label={say(texts.cessations)}>
            <table>
              <caption>
                {say(texts.inOrderOfTime, {
                  cessations: say(texts.countedCessations, { count: cessations.length }),
                })}
              </caption>
              <thead>
                <tr>
                  <th scope="col">{say(texts.no)}</th>
                  <th scope="col">{say(texts.whatStopped)}</th>
                  <th scope="col">{say(texts.fromTheFirstStepTo)}</th>
                  <th scope="col">{say(texts.resumed)}</th>
                  <th scope="col">{say(texts.verdict)}</th>
                  <th scope="col">{say(texts.eachStepWithinLimits)}</th>
                  <th scope="col">{say(texts.atTheTip)}</th>
                </tr>
              </thead>
              <tbody>
                {cessations.map((cessation, index) => (
                  <Row key={cessation.id} view={view} cessation={cessation} index={index} />
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </section>
  );
};
