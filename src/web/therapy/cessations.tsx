import type { CessationDto } from '../../answers/dto/cessation.dto.js';
import { CAUSE, CIRCUMSTANCE, counted, figure, utc } from '../../reports/words.js';
import { reservationsOf } from '../../reports/reservations.js';
import { OutcomeBadge, ReservedVerdict } from '../shell/badges.js';
import { paths } from '../shell/paths.js';
import { type TherapyView, auditParameters, windowParameters } from './therapy-view.js';
import { aroundCessation } from './zoom.js';

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
          {cessation.drug} from {figure(cessation.baselineMcgPerDay)} mcg/day
        </a>
        , {cessation.site === 'tip' ? 'at the tip alone' : 'at the reservoir'}, {CAUSE[cessation.cause]},{' '}
        {cessation.declaredHoliday ? 'a declared holiday' : 'no holiday was declared'}
        {cessation.circumstance && `, ${CIRCUMSTANCE[cessation.circumstance.kind]}`}
      </td>
      <td>
        <a href={`${paths.therapy(therapyId, windowParameters(query, from, to))}#timeline-title`}>
          {utc(cessation.startedAt)} to {utc(cessation.reachedZeroAt)}
        </a>
      </td>
      <td>{cessation.resumedAt === undefined ? 'not by then' : utc(cessation.resumedAt)}</td>
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
      <h2 id="cessations-title">Cessations</h2>
      {cessations.length === 0 ? (
        <p>No dose came to zero and stayed there.</p>
      ) : (
        <>
          <p class="quiet">
            A verdict says what the record is consistent with. It is retrospective evidence, not advice.
          </p>
          <div class="scroll" tabIndex={0} role="region" aria-label="Cessations">
            <table>
              <caption>{counted(cessations.length, 'cessation')}, in order of time</caption>
              <thead>
                <tr>
                  <th scope="col">No.</th>
                  <th scope="col">What stopped</th>
                  <th scope="col">From the first step to zero</th>
                  <th scope="col">Resumed</th>
                  <th scope="col">Verdict</th>
                  <th scope="col">Each step within limits</th>
                  <th scope="col">At the tip</th>
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
