/** Records of before so many years go, ms since 1970. */
export function pruneBefore(now: number, years: number): number {
  const before = new Date(now);
  before.setUTCFullYear(before.getUTCFullYear() - years);
  return before.getTime();
}
