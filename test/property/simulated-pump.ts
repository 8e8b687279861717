import { DAY_MS, MINUTE_MS, ProgramClock } from './program-clock.js';
import type { StopAlarm } from './pump-acts.js';
import type { Mode, PatientBolus, Program, PumpDescription, Shows } from './pump-events.js';

/** A program as it runs: its schedule by its clock, its doses by its concentration. */
export interface InForce {
  readonly mode: Mode;
  readonly clock: ProgramClock;
  readonly concentration: number | null;
  readonly dailyDoseMcg: number | null;
  readonly meanFlowMlPerDay: number | null;
  readonly patientBolus?: PatientBolus;
  /** A reading says that it stands still; nobody recorded that it was stopped. */
  readonly standsBy?: 'reading';
}

/** What stands still or runs for what reason, each by the key of what told it. */
type Causes = Record<StopAlarm, Set<string>>;

const more = (shown: number | undefined, inForce: number | null) =>
  shown !== undefined && (inForce === null || Math.abs(shown - inForce) > 0.01 * inForce);

/** What a pump is told to move, and what keeps it from moving. Its fluids are elsewhere. */
export class SimulatedPump {
  readonly capacityMl: number;
  readonly nonExtractableMl: number;
  readonly causes: Causes = {
    'motor-stall': new Set(),
    'empty-reservoir': new Set(),
    'end-of-service': new Set(),
    'memory-reset': new Set(),
  };
  /** mcg/mL of the drug that the pump is programmed by; null where there is none in the reservoir. */
  held: number | null = null;
  private program: InForce | null = null;
  /** Its flow is null where nobody knows the concentration. */
  private test: { readonly end: number; readonly flow: number | null } | null = null;

  constructor(
    { reservoirCapacityMl, nonExtractableVolumeMl = 0 }: PumpDescription,
    private readonly minimumRateMlPerDay: number | null,
    private readonly midnight: number,
  ) {
    this.capacityMl = reservoirCapacityMl;
    this.nonExtractableMl = nonExtractableVolumeMl;
  }

  /** By a stall, an empty reservoir that was told, or the end of service. */
  get halted(): boolean {
    return ['motor-stall', 'empty-reservoir', 'end-of-service'].some(
      (alarm) => this.causes[alarm as StopAlarm].size > 0,
    );
  }

  /** Whether rules 9 and 12 let a patient's bolus flow, as long as there is something in the reservoir. */
  get letsPatients(): boolean {
    return !this.halted && this.inForce?.standsBy === undefined;
  }

  /** After a memory reset this is the minimum rate. */
  get inForce(): InForce | null {
    if (this.causes['memory-reset'].size === 0) return this.program;
    return this.made({ mode: 'minimum-rate' }, 0, 0, this.program?.concentration ?? null);
  }

  /** Of the program in the mean, mL/day; 0 while halted. */
  get meanFlowMlPerDay(): number | null {
    return this.halted ? 0 : (this.inForce?.meanFlowMlPerDay ?? 0);
  }

  nextEdge(now: number): number {
    const testEnd = this.test !== null && now < this.test.end ? this.test.end : Infinity;
    return Math.min(testEnd, this.program?.clock.nextEdge(now) ?? Infinity);
  }

  /** mL per millisecond; null where the program's is not known. What halts the pump comes on top. */
  flowFrom(now: number): number | null {
    if (this.test !== null && now < this.test.end) return this.test.flow;
    return this.programFlow(now);
  }

  flowIsUnknown(now: number): boolean {
    return this.flowFrom(now) === null || this.programFlow(now) === null;
  }

  reprogram(program: Program, at: number, utcOffsetMinutes: number): void {
    const { held } = this;
    const concentration = program.concentrationMcgPerMl ?? held ?? this.program?.concentration ?? null;
    this.put(this.made(program, at, utcOffsetMinutes, concentration));
  }

  startTest(doseMcg: number, durationMinutes: number, at: number): void {
    const concentration = this.inForce?.concentration ?? null;
    const duration = durationMinutes * MINUTE_MS;
    this.test = {
      end: at + duration,
      flow: concentration === null ? null : doseMcg / concentration / duration,
    };
  }

  raise(alarm: StopAlarm, key: string): void {
    this.causes[alarm].add(key);
    if (alarm === 'memory-reset') this.test = null;
  }

  /** Does what is shown differ from the program that was in force? */
  differs(shows: Shows, mode: Mode | undefined, inForce: InForce | null): boolean {
    return (
      (mode !== undefined && mode !== inForce?.mode) ||
      more(shows.dailyDoseMcg, inForce?.dailyDoseMcg ?? null) ||
      more(shows.concentrationMcgPerMl, inForce?.concentration ?? null)
    );
  }

  /** Would a program set what is shown, if the reservoir holds so much then? */
  sets(program: Program, held: number | null, shows: Shows, mode: Mode | undefined): boolean {
    const concentration = program.concentrationMcgPerMl ?? held ?? this.inForce?.concentration ?? null;
    return !this.differs(shows, mode, this.made(program, 0, 0, concentration));
  }

  /** Puts in force what is shown; what is not shown stays as it was in a program. */
  putShown(shows: Shows, mode: Mode | undefined, was: InForce | null, at: number): void {
    const stays = was === null ? this.held : was.concentration;
    const concentration = shows.concentrationMcgPerMl ?? stays;
    const patientBolus = was?.patientBolus;
    if (mode === 'stopped' || mode === 'minimum-rate') {
      const standsBy = mode === 'stopped' ? 'reading' : undefined;
      this.put({ ...this.made({ mode }, at, 0, concentration), patientBolus, standsBy });
    } else if (shows.dailyDoseMcg === undefined && was !== null && (mode ?? was.mode) === was.mode) {
      const meanFlowMlPerDay =
        was.mode === 'minimum-rate' || was.mode === 'constant-flow'
          ? was.meanFlowMlPerDay
          : flowOf(was.dailyDoseMcg, concentration);
      this.put({ ...was, concentration, meanFlowMlPerDay });
    } else {
      const dailyDoseMcg = shows.dailyDoseMcg ?? was?.dailyDoseMcg ?? 0;
      const even = this.made({ mode: 'simple-continuous', dailyDoseMcg }, at, 0, concentration);
      const idle = was?.mode === undefined || was.mode === 'stopped' || was.mode === 'minimum-rate';
      this.put({ ...even, mode: mode ?? (idle ? 'simple-continuous' : was.mode), patientBolus });
    }
  }

  private put(program: InForce): void {
    this.program = program;
    this.test = null;
    this.causes['memory-reset'].clear();
  }

  private programFlow(now: number): number | null {
    if (this.causes['memory-reset'].size > 0)
      return this.minimumRateMlPerDay === null ? null : this.minimumRateMlPerDay / DAY_MS;
    return this.program === null ? 0 : this.program.clock.flowFrom(now, this.program.concentration);
  }

  private made(
    program: Program,
    at: number,
    utcOffsetMinutes: number,
    concentration: number | null,
  ): InForce {
    const { mode, patientBolus } = program as Program & { mode: Mode };
    const { minimumRateMlPerDay, midnight } = this;
    const context = {
      at,
      utcOffsetMinutes,
      concentrationMcgPerMl: concentration,
      minimumRateMlPerDay,
      midnight,
    };
    const clock = new ProgramClock(program, context);
    if (mode === 'minimum-rate' || mode === 'constant-flow') {
      const flow = program.mode === 'constant-flow' ? program.flowMlPerDay : minimumRateMlPerDay;
      const strength = mode === 'constant-flow' ? (this.held ?? 0) : concentration;
      const dailyDoseMcg = flow === null || strength === null ? null : flow * strength;
      return { mode, clock, concentration, dailyDoseMcg, meanFlowMlPerDay: flow, patientBolus };
    }
    const dailyDoseMcg = meanDoseMcg(program);
    const meanFlowMlPerDay = mode === 'stopped' ? 0 : flowOf(dailyDoseMcg, concentration);
    return { mode, clock, concentration, dailyDoseMcg, meanFlowMlPerDay, patientBolus };
  }
}

const flowOf = (mcg: number | null, mcgPerMl: number | null) =>
  mcg === null || mcgPerMl === null ? null : mcg / mcgPerMl;

/** Of a program that is told in doses, the mean of a day; where weekdays differ, of a week. */
function meanDoseMcg(program: Program): number {
  switch (program.mode) {
    case 'simple-continuous':
      return program.dailyDoseMcg;
    case 'periodic-bolus':
      return program.basalDailyDoseMcg + (program.bolusDoseMcg * 1440) / program.intervalMinutes;
    case 'flex':
      return program.boluses.reduce(
        (sum, { doseMcg, weekdays }) => sum + (doseMcg * (weekdays?.length ?? 7)) / 7,
        program.basalDailyDoseMcg,
      );
    default:
      return 0;
  }
}
