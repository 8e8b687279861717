import { type Content, drugFree, type Parcel } from './drug-masses.js';

/** Tubing or catheter: a first-in-first-out queue of parcels that is always full. */
export class FluidLine {
  /** The first leaves next at the far end, the last is at the pump end. */
  private parcels: Parcel[];
  private held: number;

  constructor(volumeMl: number, content?: Content) {
    this.held = volumeMl;
    this.parcels = volumeMl > 0 ? [content ? { volumeMl, content } : drugFree(volumeMl)] : [];
  }

  get volumeMl(): number {
    return this.held;
  }

  get content(): readonly Parcel[] {
    return this.parcels;
  }

  /** Pushes parcels in at the pump end; answers what comes out at the far end, the same volume. */
  push(entering: readonly Parcel[]): Parcel[] {
    const leaving: Parcel[] = [];
    for (const parcel of entering) {
      this.enter(parcel);
      leaving.push(...this.takeAtFarEnd(parcel.volumeMl));
    }
    return leaving;
  }

  /** Draws out at the pump end, at most the line's own volume, while CSF follows at the far end. */
  aspirate(volumeMl: number): Parcel[] {
    const wanted = Math.min(volumeMl, this.held);
    const drawn = this.takeAtPumpEnd(wanted);
    if (wanted > 0) this.parcels.unshift(drugFree(wanted));
    return drawn;
  }

  /** Pushes a fluid in at the pump end; answers what it displaces at the far end. */
  flush(volumeMl: number, content?: Content): Parcel[] {
    return volumeMl > 0 ? this.push([content ? { volumeMl, content } : drugFree(volumeMl)]) : [];
  }

  /** The line has another volume, and a new segment at one end; answers what went with the part that was taken out. */
  revise(volumeMl: number, at: 'pump-end' | 'tip-end', segment: Parcel): Parcel[] {
    const segmentMl = Math.min(segment.volumeMl, volumeMl);
    const stays = Math.min(volumeMl - segmentMl, this.held);
    const removed =
      at === 'pump-end' ? this.takeAtPumpEnd(this.held - stays) : this.takeAtFarEnd(this.held - stays);
    const between = drugFree(volumeMl - segmentMl - stays);
    const fresh = [between, { ...segment, volumeMl: segmentMl }].filter(({ volumeMl: ml }) => ml > 0);
    this.parcels = at === 'pump-end' ? [...this.parcels, ...fresh] : [...fresh.toReversed(), ...this.parcels];
    this.held = volumeMl;
    return removed;
  }

  private enter(parcel: Parcel): void {
    const last = this.parcels.at(-1);
    if (last?.content === parcel.content)
      this.parcels[this.parcels.length - 1] = { ...last, volumeMl: last.volumeMl + parcel.volumeMl };
    else this.parcels.push(parcel);
  }

  private takeAtFarEnd(volumeMl: number): Parcel[] {
    const taken: Parcel[] = [];
    let missing = volumeMl;
    while (missing > 0) {
      const parcel = this.parcels[0];
      if (parcel === undefined) break;
      const part = Math.min(missing, parcel.volumeMl);
      taken.push({ ...parcel, volumeMl: part });
      if (part < parcel.volumeMl) this.parcels[0] = { ...parcel, volumeMl: parcel.volumeMl - part };
      else this.parcels.shift();
      missing -= part;
    }
    return taken;
  }

  private takeAtPumpEnd(volumeMl: number): Parcel[] {
    const taken: Parcel[] = [];
    let missing = volumeMl;
    while (missing > 0) {
      const parcel = this.parcels.pop();
      if (parcel === undefined) break;
      const part = Math.min(missing, parcel.volumeMl);
      taken.push({ ...parcel, volumeMl: part });
      if (part < parcel.volumeMl) this.parcels.push({ ...parcel, volumeMl: parcel.volumeMl - part });
      missing -= part;
    }
    return taken;
  }
}
