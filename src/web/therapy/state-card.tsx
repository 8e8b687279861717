import type { PumpStateDto } from '../../answers/dto/state.dto.js';
import { awayInWords } from '../../reports/when.js';
import { dayInWords, writtenText, utc } from '../../reports/words.js';
import { solutionInWords } from '../../therapy/solution-words.js';
import { Gauge } from '../shell/gauge.js';
import { dose, ml } from './figures.js';
import type { TherapyView } from './therapy-view.js';
import { say } from '../../words/say.js';
import { therapy as texts } from '../../words/texts/therapy.js';
import { told } from '../../words/told.js';

interface Program {
  readonly mode: string;
  readonly dailyDoseMcg: number;
  readonly programmedAt: string;
}

const until = (asOf: string, when: string | null): string => {
  if (when === null) return say(texts.notInSightWithWhat);
  const [at, now] = [Date.parse(when), Date.parse(asOf)];
  return at <= now ? say(texts.since, { when: utc(when) }) : `${awayInWords(at, now)}, ${utc(when)}`;
};

const rates = (
  found: readonly { readonly drug: string; readonly rateMcgPerDay: number }[] | null,
): string => {
  if (found === null) return say(texts.notKnownWhatFlowsOr);
  if (found.length === 0) return told('nothing');
  return found
    .map(({ drug, rateMcgPerDay }) => `${drug} ${dose(rateMcgPerDay)} ${told('mcg/day')}`)
    .join(', ');
};

const Reservoir = ({ state }: { readonly state: PumpStateDto }) => {
  const { pump, reservoir } = state;
  if (!reservoir || !pump) return <dd>{say(texts.noFillIsRecorded)}</dd>;
  const { estimatedVolumeMl, alarmVolumeMl } = reservoir;
  return (
    <dd>
      {say(texts.anEstimatedOfMl, {
        solutionInWords: solutionInWords(reservoir),
        estimatedVolumeMl: ml(estimatedVolumeMl),
        reservoirCapacityMl: pump.reservoirCapacityMl,
        gauge: (
          <Gauge
            heldMl={estimatedVolumeMl}
            capacityMl={pump.reservoirCapacityMl}
            alarmMl={alarmVolumeMl}
            width={220}
          />
        ),
      })}
    </dd>
  );
};

const pumpInWords = ({
  manufacturer,
  model,
  activity,
  implantedAt,
  serialNumber,
}: NonNullable<PumpStateDto['pump']>): string =>
  say(texts.implanted, {
    manufacturer,
    model,
    activity: told(activity.replaceAll('-', ' ')),
    implantedAt: utc(implantedAt),
  }) +
  (serialNumber === undefined ? '' : say(texts.serialNumber, { serialNumber: writtenText(serialNumber) }));

function catheterInWords({
  model,
  volumeMl,
  volumeFrom,
  tipLevel,
}: NonNullable<PumpStateDto['catheter']>): string {
  const volume =
    volumeMl === null
      ? say(texts.volumeNotKnown)
      : say(texts.ml, { volumeMl: ml(volumeMl), volumeFrom: told(volumeFrom.replaceAll('-', ' ')) });
  return `${model}, ${volume}${tipLevel === undefined ? '' : say(texts.tipAt, { tipLevel })}`;
}

/** The pump at the instant of the page. */
export const StateCard = ({ state, report }: TherapyView) => {
  const { pump, catheter, reservoir, delivering, alarms, asOf } = state;
  const program = state.program as Program | null;
  const last = report.lastPumpRecordAt;
  return (
    <section id="state" data-live class="card" aria-labelledby="state-title">
      <h2 id="state-title">{say(texts.thePumpAsOf, { asOf: utc(asOf) })}</h2>
      {last !== undefined && last < Date.parse(asOf) && (
        <p class="quiet">
          {say(texts.computedFromTheRecordThe, { last: dayInWords(new Date(last).toISOString()) })}
        </p>
      )}
      <dl class="facts">
        <dt>{say(texts.pump)}</dt>
        <dd>{pump ? pumpInWords(pump) : say(texts.noneInPlace)}</dd>
        <dt>{say(texts.reservoir)}</dt>
        <Reservoir state={state} />
        {reservoir && (
          <>
            <dt>{say(texts.lowAlarmMl, { alarmVolumeMl: reservoir.alarmVolumeMl })}</dt>
            <dd>{until(asOf, reservoir.lowAlarmAt)}</dd>
            <dt>{say(texts.empty)}</dt>
            <dd>{until(asOf, reservoir.emptyAt)}</dd>
          </>
        )}
        <dt>{say(texts.program)}</dt>
        <dd>
          {program
            ? say(texts.mcgDaySince, {
                mode: told(program.mode.replaceAll('-', ' ')),
                dailyDoseMcg: dose(program.dailyDoseMcg),
                programmedAt: utc(program.programmedAt),
              })
            : told('none')}
        </dd>
        <dt>{say(texts.leavesTheReservoir)}</dt>
        <dd>{rates(delivering.reservoir)}</dd>
        <dt>{say(texts.leavesTheCatheterTip)}</dt>
        <dd>
          {rates(delivering.tip)}
          {!delivering.verified && say(texts.notVerifiedTheRecordContradicts)}
        </dd>
        <dt>{say(texts.catheter)}</dt>
        <dd>{catheter ? catheterInWords(catheter) : say(texts.noneInPlace)}</dd>
        <dt>{say(texts.alarms)}</dt>
        <dd>
          {alarms.length === 0
            ? say(texts.noneThatIsRecordedAnd)
            : alarms
                .map(({ alarm, raisedAt }) =>
                  say(texts.since2, { alarm: told(alarm.replaceAll('-', ' ')), raisedAt: utc(raisedAt) }),
                )
                .join(', ')}
        </dd>
      </dl>
    </section>
  );
};
