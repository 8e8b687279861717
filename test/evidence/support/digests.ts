const RECORDER = /"recordedBy":\{"name":\{"\$sd":"[^"]*"\},"role":"[^"]*","subject":\{"\$sd":/g;

/** How many digests stand in events for values that a pack tells: who recorded is not told. */
export function digestsToldOf(events: string): number {
  const recorders = events.match(RECORDER) ?? [];
  return events.split('{"$sd":').length - 1 - 2 * recorders.length;
}
