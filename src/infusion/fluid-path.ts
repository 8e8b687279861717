import { type Fluid, type Slice, UNKNOWN, sameFluid } from './fluid.js';

/**
 * One piece of the path (tubing or catheter) as a plug: what is pushed in at one end pushes the same volume out at the
 * other. Slices stand in order from the end nearest the tip. Without a known volume, what leaves is unknown, and the
 * slices only tell what entered last.
 */
export interface Tube {
  readonly volumeMl: number | undefined;
  readonly slices: readonly Slice[];
}

export const tubeOf = (volumeMl: number | undefined, fluid: Fluid): Tube => ({
  volumeMl,
  slices: volumeMl ? [{ volumeMl, fluid }] : [],
});

/** Takes a volume from the front of the slices; all of them where there is less. */
function take(slices: readonly Slice[], volumeMl: number): { taken: Slice[]; left: Slice[] } {
  const taken: Slice[] = [];
  let wanted = volumeMl;
  for (const [index, slice] of slices.entries()) {
    if (slice.volumeMl > wanted) {
      if (wanted > 0) taken.push({ volumeMl: wanted, fluid: slice.fluid });
      return {
        taken,
        left: [{ volumeMl: slice.volumeMl - wanted, fluid: slice.fluid }, ...slices.slice(index + 1)],
      };
    }
    taken.push(slice);
    wanted -= slice.volumeMl;
  }
  return { taken, left: [] };
}

function append(slices: readonly Slice[], added: readonly Slice[]): Slice[] {
  const all = [...slices];
  for (const slice of added) {
    if (slice.volumeMl <= 0) continue;
    const last = all.at(-1);
    if (last && sameFluid(last.fluid, slice.fluid))
      all[all.length - 1] = { volumeMl: last.volumeMl + slice.volumeMl, fluid: last.fluid };
    else all.push(slice);
  }
  return all;
}

const totalMl = (slices: readonly Slice[]): number => slices.reduce((sum, slice) => sum + slice.volumeMl, 0);

/** Pushes slices in at the pump end; what leaves at the other end has the same volume. */
export function push(tube: Tube, pushed: readonly Slice[]): { tube: Tube; out: readonly Slice[] } {
  const { volumeMl } = tube;
  if (volumeMl === undefined) {
    const moved = totalMl(pushed);
    const entered =
      pushed.length > 0 ? { volumeMl, slices: [{ volumeMl: 0, fluid: pushed.at(-1)!.fluid }] } : tube;
    return { tube: entered, out: moved > 0 ? [{ volumeMl: moved, fluid: UNKNOWN }] : [] };
  }
  const only =
    tube.slices.length === 1 && pushed.length === 1 && sameFluid(tube.slices[0]!.fluid, pushed[0]!.fluid);
  if (only || volumeMl === 0) return { tube, out: pushed };
  const all = append(tube.slices, pushed);
  const { taken, left } = take(all, totalMl(all) - volumeMl);
  return { tube: { volumeMl, slices: left }, out: taken };
}

/** Draws a volume out at the pump end; drug-free fluid follows at the tip. */
export function aspirate(tube: Tube, volumeMl: number, follows: Fluid): Tube {
  if (tube.volumeMl === undefined) return tube;
  const drawn = Math.min(volumeMl, tube.volumeMl);
  const { taken } = take(tube.slices, tube.volumeMl - drawn);
  return {
    volumeMl: tube.volumeMl,
    slices: append(drawn > 0 ? [{ volumeMl: drawn, fluid: follows }] : [], taken),
  };
}

/** The new part of a tube. */
interface NewPart {
  readonly volumeMl: number;
  readonly fluid: Fluid;
  /** At the pump end; else at the tip. */
  readonly isNewAtPump: boolean;
  /** What is between the old part and the new one, where the tube is longer than both. */
  readonly grown: Fluid;
}

/**
 * The tube with a new part, which is the whole of it where it is larger. The rest keeps what it held, counted from the end
 * that stayed. Without a part a longer tube is filled up, and a shorter one cut, at the tip.
 */
export function revised(tube: Tube, volumeMl: number | undefined, part: NewPart): Tube {
  if (tube.volumeMl === undefined || volumeMl === undefined) return { volumeMl, slices: tube.slices };
  const newMl = Math.min(part.volumeMl, volumeMl);
  const keptMl = Math.min(volumeMl - newMl, tube.volumeMl);
  const grown: Slice = { volumeMl: volumeMl - newMl - keptMl, fluid: part.grown };
  const fresh: Slice = { volumeMl: newMl, fluid: part.fluid };
  const slices = part.isNewAtPump
    ? append(take(tube.slices, keptMl).taken, [grown, fresh])
    : append(
        [fresh, grown].filter((slice) => slice.volumeMl > 0),
        take(tube.slices, tube.volumeMl - keptMl).left,
      );
  return { volumeMl, slices };
}

export const holdsDrug = (tube: Tube | undefined): boolean =>
  !!tube && tube.slices.some((slice) => slice.fluid.kind === 'drug');
