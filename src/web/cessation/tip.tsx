import { DAY_MS } from '../../infusion/schedule.js';
import type { TipBoundDto } from '../../answers/dto/cessation.dto.js';
import { daysPumped, tipChart } from '../../reports/charts/tip-chart.js';
import { figure, readable, rounded, sentence, utc } from '../../reports/words.js';
import { reservationsOf } from '../../reports/reservations.js';
import { ReservedVerdict } from '../shell/badges.js';
import { Svg } from '../shell/svg.js';
import type { CessationView } from './cessation-view.js';
import { NARROW, WIDE } from './taper.js';

type Row = readonly [when: string, bound: TipBoundDto];

function rowsOf({ cessation: { tip } }: CessationView): readonly Row[] {
  const { range, reachedZeroAt, residualMcg, verdict } = tip;
  const computed: TipBoundDto = { reachedZeroAt, residualMcg, verdict };
  if (!range) return [['as computed', computed]];
  const { shortest, longest } = range;
  const isComputed = longest?.reachedZeroAt === reachedZeroAt;
  return [
    [isComputed ? 'the catheter was not trimmed (as computed)' : 'as computed', computed],
    ...(longest && !isComputed ? [['the catheter was not trimmed', longest] as const] : []),
    ...(shortest ? [['the catheter was trimmed as far as it can be', shortest] as const] : []),
  ];
}

const NOT_KNOWN = 'not known';

const BoundRow = ({ view, when, bound }: { view: CessationView; when: string; bound: TipBoundDto }) => {
  const zero = Date.parse(view.cessation.reachedZeroAt);
  const { reachedZeroAt, residualMcg, verdict } = bound;
  const atTip = reachedZeroAt === null ? null : Date.parse(reachedZeroAt);
  return (
    <tr>
      <th scope="row">{when}</th>
      <td>{reachedZeroAt === null ? NOT_KNOWN : utc(reachedZeroAt)}</td>
      <td class="number">{atTip === null ? NOT_KNOWN : rounded((atTip - zero) / DAY_MS, 2)}</td>
      <td class="number">{atTip === null ? NOT_KNOWN : rounded(daysPumped(view.report, zero, atTip), 2)}</td>
      <td class="number">{residualMcg === null ? NOT_KNOWN : figure(residualMcg)}</td>
      <td>
        <ReservedVerdict verdict={verdict} reservations={reservationsOf(view.report.audit, view.cessation)} />
      </td>
    </tr>
  );
};

const Bounds = (view: CessationView) => {
  const { drug, tip } = view.cessation;
  return (
    <div class="scroll" tabIndex={0} role="region" aria-labelledby="tip">
      <table>
        <caption>
          Zero of {drug} at the tip
          {tip.range ? '; nobody recorded how much of the catheter was trimmed, so it lies in a range' : ''}
        </caption>
        <thead>
          <tr>
            <th scope="col">If</th>
            <th scope="col">Zero at the tip</th>
            <th scope="col" class="number">
              Days after the reservoir
            </th>
            <th scope="col" class="number">
              Days of pumping until then
            </th>
            <th scope="col" class="number">
              In the path at the reservoir’s zero, mcg
            </th>
            <th scope="col">Verdict at the tip</th>
          </tr>
        </thead>
        <tbody>
          {rowsOf(view).map(([when, bound]) => (
            <BoundRow key={when} view={view} when={when} bound={bound} />
          ))}
        </tbody>
      </table>
    </div>
  );
};

/** What became of the zero at the tip of the catheter. */
export const Tip = (view: CessationView) => {
  const { cessation, report } = view;
  const { tip, drug, reachedZeroAt } = cessation;
  if (cessation.site === 'tip') return null;
  return (
    <section aria-labelledby="tip">
      <h2 id="tip">What reached the spinal fluid</h2>
      <p>
        The pump stops at its reservoir; the drug that is still in the tubing and the catheter goes on to the
        tip with whatever is pumped next. Shaded is the difference between what the programmer said and what
        left the tip.
      </p>
      <figure class="drawing">
        <Svg class="wide" drawing={tipChart(cessation, report, WIDE)} />
        <Svg class="narrow" drawing={tipChart(cessation, report, NARROW)} />
        <figcaption class="quiet">
          Around the zero of {drug} at the reservoir, {utc(reachedZeroAt)}. The doses are in the tables above,
          the times in the one below.
        </figcaption>
      </figure>
      <p>
        <ReservedVerdict verdict={tip.verdict} reservations={reservationsOf(report.audit, cessation)} />
      </p>
      <ul>
        {tip.reasons.map(({ code, detail }) => (
          <li key={code + detail}>
            <code>{code}</code> {sentence(readable(detail))}
          </li>
        ))}
      </ul>
      <Bounds {...view} />
    </section>
  );
};
