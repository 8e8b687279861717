import { audited, refusedIn } from '../attacks/audited.js';
import { type Attack, claim, worded } from '../attacks/claims.js';

/** Care as it should be: no finding of severity critical or warning. */
export interface GoodCare extends Attack {
  readonly asOf: string;
  /** Codes that may be there all the same, and why. */
  readonly but?: Readonly<Record<string, string>>;
}

export function staysQuiet(care: GoodCare): void {
  const { history, asOf, but = {}, policy } = care;
  const audit = audited(history(), asOf, { policy });
  const loud = audit.findings.filter(({ code, severity }) => severity !== 'info' && !(code in but));
  expect(loud.map((finding) => `${worded(finding)}: ${finding.detail}`)).toEqual([]);
  expect(refusedIn(history())).toEqual([]);
  claim(care);
}
