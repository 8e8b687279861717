import type { PumpStateDto } from '../../answers/dto/state.dto.js';
import { awayInWords } from '../../reports/when.js';
import { dayInWords, writtenText, utc } from '../../reports/words.js';
import { solutionInWords } from '../../therapy/solution-words.js';
import { Gauge } from '../shell/gauge.js';
import { dose, ml } from './figures.js';
import type { TherapyView } from './therapy-view.js';

interface Program {
  readonly mode: string;
  readonly dailyDoseMcg: number;
  readonly programmedAt: string;
}

const until = (asOf: string, when: string | null): string => {
  if (when === null) return 'not in sight with what is set now';
  const [at, now] = [Date.parse(when), Date.parse(asOf)];
  return at <= now ? `since ${utc(when)}` : `${awayInWords(at, now)}, ${utc(when)}`;
};

const rates = (
  found: readonly { readonly drug: string; readonly rateMcgPerDay: number }[] | null,
): string => {
  if (found === null) return 'not known: what flows, or a volume of the fluid path, is not recorded';
  if (found.length === 0) return 'nothing';
  return found.map(({ drug, rateMcgPerDay }) => `${drug} ${dose(rateMcgPerDay)} mcg/day`).join(', ');
};

const Reservoir = ({ state }: { readonly state: PumpStateDto }) => {
  const { pump, reservoir } = state;
  if (!reservoir || !pump) return <dd>no fill is recorded</dd>;
  const { estimatedVolumeMl, alarmVolumeMl } = reservoir;
  return (
    <dd>
      {solutionInWords(reservoir)}, an estimated {ml(estimatedVolumeMl)} of {pump.reservoirCapacityMl} mL
      <Gauge
        heldMl={estimatedVolumeMl}
        capacityMl={pump.reservoirCapacityMl}
        alarmMl={alarmVolumeMl}
        width={220}
      />
    </dd>
  );
};

/** The pump at the instant of the page. */
export const StateCard = ({ state, report }: TherapyView) => {
  const { pump, catheter, reservoir, delivering, alarms, asOf } = state;
  const program = state.program as Program | null;
  const last = report.lastPumpRecordAt;
  return (
    <section id="state" data-live class="card" aria-labelledby="state-title">
      <h2 id="state-title">The pump as of {utc(asOf)}</h2>
      {last !== undefined && last < Date.parse(asOf) && (
        <p class="quiet">
          Computed from the record; the last record at the pump is of{' '}
          {dayInWords(new Date(last).toISOString())}, what follows it is a projection.
        </p>
      )}
      <dl class="facts">
        <dt>Pump</dt>
        <dd>
          {pump
            ? `${pump.manufacturer} ${pump.model}, ${pump.activity.replaceAll('-', ' ')}, implanted ${utc(pump.implantedAt)}`
            : 'none in place'}
          {pump?.serialNumber !== undefined && `, serial number ${writtenText(pump.serialNumber)}`}
        </dd>
        <dt>Reservoir</dt>
        <Reservoir state={state} />
        {reservoir && (
          <>
            <dt>Low alarm ({reservoir.alarmVolumeMl} mL)</dt>
            <dd>{until(asOf, reservoir.lowAlarmAt)}</dd>
            <dt>Empty</dt>
            <dd>{until(asOf, reservoir.emptyAt)}</dd>
          </>
        )}
        <dt>Program</dt>
        <dd>
          {program
            ? `${program.mode.replaceAll('-', ' ')}, ${dose(program.dailyDoseMcg)} mcg/day, since ${utc(program.programmedAt)}`
            : 'none'}
        </dd>
        <dt>Leaves the reservoir</dt>
        <dd>{rates(delivering.reservoir)}</dd>
        <dt>Leaves the catheter tip</dt>
        <dd>
          {rates(delivering.tip)}
          {!delivering.verified && '; not verified: the record contradicts it'}
        </dd>
        <dt>Catheter</dt>
        <dd>
          {catheter
            ? `${catheter.model}, ${catheter.volumeMl === null ? 'volume not known' : `${ml(catheter.volumeMl)} mL (${catheter.volumeFrom.replaceAll('-', ' ')})`}${catheter.tipLevel === undefined ? '' : `, tip at ${catheter.tipLevel}`}`
            : 'none in place'}
        </dd>
        <dt>Alarms</dt>
        <dd>
          {alarms.length === 0
            ? 'none that is recorded and still stands'
            : alarms
                .map(({ alarm, raisedAt }) => `${alarm.replaceAll('-', ' ')} since ${utc(raisedAt)}`)
                .join(', ')}
        </dd>
      </dl>
    </section>
  );
};
