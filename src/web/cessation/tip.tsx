import { DAY_MS } from '../../infusion/schedule.js';
import type { TipBoundDto } from '../../answers/dto/cessation.dto.js';
import { daysPumped, tipChart } from '../../reports/charts/tip-chart.js';
import { figure, readable, rounded, sentence, utc } from '../../reports/words.js';
import { reservationsOf } from '../../reports/reservations.js';
import { ReservedVerdict } from '../shell/badges.js';
import { Svg } from '../shell/svg.js';
import type { CessationView } from './cessation-view.js';
import { NARROW, WIDE } from './taper.js';
import { say } from '../../words/say.js';
import { cessation as texts } from '../../words/texts/cessation.js';

type Row = readonly [when: string, bound: TipBoundDto];

function rowsOf({ cessation: { tip } }: CessationView): readonly Row[] {
  const { range, reachedZeroAt, residualMcg, verdict } = tip;
  const computed: TipBoundDto = { reachedZeroAt, residualMcg, verdict };
  if (!range) return [[say(texts.asComputed), computed]];
  const { shortest, longest } = range;
  const isComputed = longest?.reachedZeroAt === reachedZeroAt;
  return [
    [isComputed ? say(texts.theCatheterWasNotTrimmed) : say(texts.asComputed), computed],
    ...(longest && !isComputed ? [[say(texts.theCatheterWasNotTrimmed2), longest] as const] : []),
    ...(shortest ? [[say(texts.theCatheterWasTrimmedAs), shortest] as const] : []),
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
          {say(texts.zeroOfAtTheTip, { drug, range: tip.range ? say(texts.nobodyRecordedHowMuchOf) : '' })}
        </caption>
        <thead>
          <tr>
            <th scope="col">{say(texts.ifWords)}</th>
            <th scope="col">{say(texts.zeroAtTheTip)}</th>
            <th scope="col" class="number">
              {say(texts.daysAfterTheReservoir)}
            </th>
            <th scope="col" class="number">
              {say(texts.daysOfPumpingUntilThen)}
            </th>
            <th scope="col" class="number">
              {say(texts.inThePathAtThe)}
            </th>
            <th scope="col">{say(texts.verdictAtTheTip)}</th>
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
      <h2 id="tip">{say(texts.whatReachedTheSpinalFluid)}</h2>
      <p>{say(texts.thePumpStopsAtIts)}</p>
      <figure class="drawing">
        <Svg class="wide" drawing={tipChart(cessation, report, WIDE)} />
        <Svg class="narrow" drawing={tipChart(cessation, report, NARROW)} />
        <figcaption class="quiet">
          {say(texts.aroundTheZeroOfAt, { drug, reachedZeroAt: utc(reachedZeroAt) })}
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
