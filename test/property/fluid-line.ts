import { drugFree, type Parcel } from './drug-masses.js';

/** Tubing or catheter: a first-in-first-out queue of parcels that is always full. */
export class FluidLine {
  /** The first leaves next at the far end, the last is at the pump end. */
  private readonly parcels: Parcel[];

  constructor(readonly volumeMl: number) {
    this.parcels = volumeMl > 0 ? [drugFree(volumeMl)] : [];
  }

  get content(): readonly Parcel[] {
    return this.parcels;
  }

  /** Pushes parcels in at the pump end; answers what comes out at the far end, the same volume. */
  push(entering: readonly Parcel[]): Parcel[] {
    const leaving: Parcel[] = [];
    for (const parcel of entering) {
      this.parcels.push(parcel);
      leaving.push(...this.takeAtFarEnd(parcel.volumeMl));
    }
    return leaving;
  }

  /** Draws out at the pump end, at most the line's own volume, while CSF follows at the far end. */
  aspirate(volumeMl: number): Parcel[] {
    const wanted = Math.min(volumeMl, this.volumeMl);
    const drawn: Parcel[] = [];
    let missing = wanted;
    while (missing > 0) {
      const parcel = this.parcels.pop();
      if (parcel === undefined) break;
      const taken = Math.min(missing, parcel.volumeMl);
      drawn.push({ ...parcel, volumeMl: taken });
      if (taken < parcel.volumeMl) this.parcels.push({ ...parcel, volumeMl: parcel.volumeMl - taken });
      missing -= taken;
    }
    if (wanted > 0) this.parcels.unshift(drugFree(wanted));
    return drawn;
  }

  /** Pushes drug-free fluid in at the pump end; answers what it displaces at the far end. */
  flush(volumeMl: number): Parcel[] {
    return volumeMl > 0 ? this.push([drugFree(volumeMl)]) : [];
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
}
