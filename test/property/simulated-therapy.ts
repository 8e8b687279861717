import type { Content } from './drug-masses.js';
import { FlowingTherapy } from './flowing-therapy.js';
import type { Act, Reading } from './pump-acts.js';
import type { Mode, PumpEventData, Solution, Told } from './pump-events.js';
import { SimulatedPump } from './simulated-pump.js';
import { DRY_MARGIN_ML, isDry, type StretchEnd } from './stretches.js';
import { visitSets } from './visit.js';

/** What happens to pump and path. */
export class SimulatedTherapy extends FlowingTherapy {
  private measuredSinceFill = false;
  /** Of the last program, fill or interrogation that showed a mode or dose. */
  private lastKnown = 0;

  apply(act: Act): void {
    this.act(act);
    if (!this.pump?.flowIsUnknown(act.at)) this.writer.flowKnown(act.at, this.plumbing);
  }

  private act(act: Act): void {
    const { at, id, kind } = act;
    switch (kind) {
      case 'event':
        return this.happen(act.event, at);
      case 'reading':
        return this.read(act.reading, at, id);
      case 'alarm':
        this.raise(act.alarm, `${id}/${act.alarm}/${at}`);
        return undefined;
      case 'recovered':
        return this.pump?.causes['motor-stall'].clear();
      case 'stopped':
        if (this.pump?.inForce) {
          this.pump.putShown({}, 'stopped', this.pump.inForce, at);
          this.lastKnown = at;
        }
        return undefined;
      case 'ended':
        this.endStretch('therapy-ended', at);
        this.pump = null;
        return undefined;
    }
  }

  private happen({ type, data, utcOffsetMinutes }: Told, at: number): void {
    const { plumbing } = this;
    switch (type) {
      case 'PumpImplanted':
        return this.implant(data, 'pump-out', at);
      case 'PumpReplaced':
        this.explant(at, data.aspiratedVolumeMl);
        return this.implant(data.pump, 'pump-out', at);
      case 'PumpExplanted':
        return this.explant(at, data.aspiratedVolumeMl);
      case 'TherapyTakenOver': {
        this.implant(data.pump, 'pump-out', at);
        if (data.catheter) {
          plumbing.placeCatheter(data.catheter.volumeMl);
          this.writer.catheterPlaced(at);
        }
        this.fill(data.reservoir, data.reservoir.volumeMl, at);
        this.pump?.reprogram(data.program, at, utcOffsetMinutes);
        plumbing.takeOverPath();
        if (data.path === 'unknown') this.writer.pathUnknown(at, plumbing, 'path');
        return undefined;
      }
      case 'CatheterImplanted':
        plumbing.placeCatheter(data.volumeMl, data.filledWith);
        return this.writer.catheterPlaced(at);
      case 'CatheterReplaced':
        plumbing.placeCatheter(data.catheter.volumeMl, data.filledWith);
        return this.writer.catheterPlaced(at);
      case 'CatheterRevised':
        return this.revise(data, at);
      case 'CatheterAspirated':
        if (!data.success) return undefined;
        return this.aspirate(data.volumeMl, at);
      case 'CatheterStudied':
        if (data.aspiratedVolumeMl !== undefined) this.aspirate(data.aspiratedVolumeMl, at);
        if (data.contrastVolumeMl !== undefined)
          return this.writer.jump(at, plumbing.inject(data.contrastVolumeMl));
        if (data.method === 'contrast-myelography') this.catheterUnknown(at);
        return undefined;
      case 'ReservoirRefilled':
        this.endStretch('fill', at, data.aspiratedVolumeMl);
        return this.fill(data, data.filledVolumeMl, at);
      case 'DrugSwitched':
        this.endStretch('fill', at, data.aspiratedVolumeMl);
        return this.fill(data.to, data.filledVolumeMl, at);
      case 'ReservoirEmptied':
        this.endStretch('emptied', at, data.aspiratedVolumeMl);
        plumbing.empty();
        if (this.pump) this.pump.held = null;
        return undefined;
      case 'ReservoirVolumeChecked':
        return this.measure(data.measuredVolumeMl, at);
      case 'PumpReprogrammed':
        this.pump?.reprogram(data.program, at, utcOffsetMinutes);
        this.lastKnown = at;
        return undefined;
      case 'BolusTestPerformed':
      case 'BolusGiven':
        return this.give(data, at);
      default:
        return undefined;
    }
  }

  private implant(description: PumpEventData['PumpImplanted'], end: StretchEnd, at: number): void {
    this.endStretch(end, at);
    this.plumbing.implantPump(description.tubingVolumeMl, description.filledWith);
    this.pump = new SimulatedPump(
      description,
      this.around.minimumRate(description.model),
      this.around.midnight,
    );
    this.lastKnown = at;
  }

  private explant(at: number, aspiratedVolumeMl?: number): void {
    this.endStretch('pump-out', at, aspiratedVolumeMl);
    this.plumbing.explantPump();
    this.pump = null;
  }

  private fill(solution: Solution, volumeMl: number, at: number): void {
    const { pump } = this;
    if (pump === null) return;
    const { drug, concentrationMcgPerMl = 0, with: further = [] } = solution;
    const drugs = drug === 'drug-free' ? [] : [{ drug, concentrationMcgPerMl }, ...further];
    const content: Content = new Map(drugs.map((each) => [each.drug, each.concentrationMcgPerMl]));
    this.plumbing.fill(volumeMl, content);
    pump.held = drug === 'drug-free' ? null : concentrationMcgPerMl;
    pump.causes['empty-reservoir'].clear();
    this.measuredSinceFill = false;
    this.lastKnown = at;
    this.startStretch(at, volumeMl);
    this.writer.volumeKnown(at);
  }

  private measure(measuredVolumeMl: number | undefined, at: number): void {
    const { stretch, pump } = this;
    const volumeMl = this.found(measuredVolumeMl);
    if (stretch === null || pump === null || volumeMl === undefined) return;
    const staysDry = isDry(stretch) && volumeMl <= pump.nonExtractableMl + DRY_MARGIN_ML;
    this.endStretch('measured', at, measuredVolumeMl);
    this.plumbing.correct(staysDry ? pump.nonExtractableMl : volumeMl);
    this.measuredSinceFill = true;
    this.startStretch(at, volumeMl);
    this.writer.volumeKnown(at);
  }

  private give(data: PumpEventData['BolusTestPerformed'] | PumpEventData['BolusGiven'], at: number): void {
    const { route, doseMcg = 0, durationMinutes = 0 } = data;
    if (route === 'pump') return this.pump?.startTest(doseMcg, durationMinutes, at);
    if (route !== 'catheter-port') return undefined;
    const { volumeMl = 0 } = data;
    return this.writer.jump(at, this.plumbing.inject(volumeMl, new Map([[data.drug, doseMcg / volumeMl]])));
  }

  private aspirate(volumeMl: number | undefined, at: number): void {
    if (volumeMl === undefined) this.catheterUnknown(at);
    else this.plumbing.aspirate(volumeMl);
  }

  private catheterUnknown(at: number): void {
    if (this.plumbing.catheter !== null) this.writer.pathUnknown(at, this.plumbing, 'catheter');
  }

  private revise(data: PumpEventData['CatheterRevised'], at: number): void {
    const { plumbing } = this;
    const { catheter } = plumbing;
    if (catheter === null) return;
    const { segment, segmentVolumeMl = 0, filledWith } = data;
    const end = segment === 'pump-end' && segmentVolumeMl > 0 ? 'pump-end' : 'tip-end';
    plumbing.reviseCatheter(data.catheter?.volumeMl ?? catheter.volumeMl, end, segmentVolumeMl, filledWith);
    if (segment !== 'connector' && data.segmentVolumeMl === undefined) this.catheterUnknown(at);
  }

  private raise(alarm: Parameters<SimulatedPump['raise']>[0], key: string): boolean {
    if (this.pump === null || this.stretch?.refuted.has(key)) return false;
    this.pump.raise(alarm, key);
    return true;
  }

  private read({ shows, alarms, stopped, visit }: Reading, at: number, id: string): void {
    const { pump } = this;
    if (pump === null) return;
    const was = pump.inForce;
    const dry = this.stretch === null || this.reservoirMl <= pump.nonExtractableMl;
    const flowBefore = dry ? 0 : pump.meanFlowMlPerDay;
    let acted = false;
    for (const alarm of alarms) acted = this.raise(alarm, `${id}/${alarm}/${at}`) || acted;
    const shown = shows.mode === 'motor-stalled' ? undefined : shows.mode;
    const mode: Mode | undefined = shown ?? (stopped ? 'stopped' : undefined);
    if (!visitSets(pump, visit, shows, mode)) {
      const stalls = pump.causes['motor-stall'];
      if (pump.differs(shows, mode, was)) {
        pump.putShown(shows, mode, was, at);
        acted = true;
      }
      if (shown !== undefined && shown !== 'stopped' && stalls.size > 0) {
        stalls.clear();
        acted = true;
      }
      if (shows.mode === 'motor-stalled') acted = this.raise('motor-stall', `${id}/mode/${at}`) || acted;
    }
    const flowAfter = pump.meanFlowMlPerDay;
    if (acted && flowBefore !== null && flowAfter !== null && Math.abs(flowBefore - flowAfter) > 1e-9)
      this.writer.differs({ from: this.lastKnown, to: at, mlPerDay: flowAfter });
    if (mode !== undefined || shows.mode !== undefined || shows.dailyDoseMcg !== undefined)
      this.lastKnown = at;
    this.readVolume(shows.reservoirVolumeMl, at);
  }

  /** What the pump reckons to hold counts only as a fill that nobody recorded. */
  private readVolume(shownMl: number | undefined, at: number): void {
    const { stretch } = this;
    const volumeMl = this.found(shownMl);
    if (stretch === null || volumeMl === undefined || this.measuredSinceFill) return;
    if (Math.abs(volumeMl - stretch.leftMl) <= 2 + 1e-9) return;
    this.endStretch('shown', at);
    this.plumbing.correct(volumeMl);
    this.startStretch(at, volumeMl);
  }
}
