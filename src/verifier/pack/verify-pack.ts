import { packageInfo } from '../../config/package-info.js';
import { type Files, type Problem, type Trust, checkPack, limitsOf, textOf } from '../check.js';
import { releaseOf } from '../check-script.js';
import { recomputed } from './recompute.js';

interface PackFound {
  readonly said: readonly string[];
  readonly warnings: readonly string[];
  /** What it cannot show, whatever was found. */
  readonly limits: readonly string[];
  readonly problems: readonly Problem[];
}

/** All that the pack's own script checks, and whether the audit follows from the events. */
export function verifyPack(files: Files, trust: Trust): PackFound {
  const checked = checkPack(files, trust);
  const audited = recomputed(files, checked);
  const script = files.get('check.mjs');
  const made = script && releaseOf(textOf(script) ?? '');
  const releases = `The pack was made by release ${made ?? 'unknown'}, and is checked by release ${packageInfo.version}.`;
  const follows = 'Audit: recomputed from the events under the policy in the pack; it is the same.';
  const isAudited = checked.audit !== undefined && audited.length === 0;
  return {
    said: [...checked.said, ...(isAudited ? [follows] : []), releases],
    warnings: checked.warnings,
    limits: limitsOf(trust),
    problems: [...checked.problems, ...audited],
  };
}
