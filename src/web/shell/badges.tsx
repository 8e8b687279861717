import { SEVERITY_MARK, VERDICT_MARK, type Mark, markSvg } from '../../reports/charts/marks.js';
import { element } from '../../reports/charts/svg.js';
import { type Reservations, reservationCount, reservationsInWords } from '../../reports/reservations.js';
import { VERDICT, type Verdict } from '../../reports/words.js';
import { Svg } from './svg.js';
import { say } from '../../words/say.js';
import { shell as texts } from '../../words/texts/shell.js';

const SIZE = 12;

const Shape = ({ mark }: { readonly mark: Mark }) => (
  <Svg
    class="mark"
    drawing={element(
      'svg',
      { width: SIZE, height: SIZE, viewBox: `0 0 ${SIZE} ${SIZE}`, 'aria-hidden': 'true' },
      markSvg(mark, 1, 1, SIZE - 2),
    )}
  />
);

/** A verdict by shape and words, never by colour alone. */
export const VerdictBadge = ({ verdict }: { readonly verdict: Verdict }) => (
  <span class={`badge ${verdict}`}>
    <Shape mark={VERDICT_MARK[verdict]} /> {say(VERDICT[verdict])}
  </span>
);

interface Reserved {
  readonly verdict: Verdict;
  readonly reservations: Reservations;
  readonly certainty?: 'certain' | 'possible';
  /** Where the gravest is named beside another verdict of the same cessation. */
  readonly isBrief?: boolean;
}

/** A verdict of a therapy, which never stands without its reservations. */
export const ReservedVerdict = ({ verdict, reservations, certainty, isBrief }: Reserved) => (
  <>
    {certainty === 'possible' && <span class="badge undetermined">{say(texts.possibleCessation)}</span>}{' '}
    <VerdictBadge verdict={verdict} />{' '}
    <span class="reserved">
      {isBrief ? reservationCount(reservations.count) : reservationsInWords(reservations)}
    </span>
  </>
);

export const SeverityBadge = ({ severity }: { readonly severity: keyof typeof SEVERITY_MARK }) => (
  <span class={`badge ${severity}`}>
    <Shape mark={SEVERITY_MARK[severity]} /> {say(texts[severity])}
  </span>
);

/** Of a rule, or of all of them: conformance. */
export const OutcomeBadge = ({ outcome }: { readonly outcome: 'pass' | 'fail' | 'undetermined' }) => (
  <span class={`badge ${outcome}`}>{say(texts[outcome])}</span>
);
