import { packageInfo } from '../../config/package-info.js';
import { releaseOf } from '../check-script.js';
import { type Files, type Problem, type Trust, checkPack, limitsOf, textOf } from '../check.js';
import { compareMade } from './made-by-release.js';
import { recomputed } from './recompute.js';

interface PackFound {
  readonly said: readonly string[];
  readonly warnings: readonly string[];
  /** What it cannot show, whatever was found. */
  readonly limits: readonly string[];
  /** Policies of which the pack does not show that they came into force in the ledger. */
  readonly unshown: readonly string[];
  readonly problems: readonly Problem[];
}

/**
 * All that the pack's own script checks, whether the audit follows from the events, and whether its print, its page and
 * its script are those of this release.
 */
export async function verifyPack(files: Files, trust: Trust): Promise<PackFound> {
  const checked = checkPack(files, trust, packageInfo.version);
  const { problems, audited } = recomputed(files, checked);
  const script = files.get('check.mjs');
  const release = script && releaseOf(textOf(script) ?? '');
  const releases = `The pack was made by release ${release ?? 'unknown'}, and is checked by release ${packageInfo.version}.`;
  const follows = 'Audit: recomputed from the events under the policy in the pack; it is the same.';
  const made = await compareMade(files, { checked, audited, release });
  return {
    said: [...checked.said, ...(audited ? [follows] : []), ...made.said, releases],
    warnings: [...checked.warnings, ...made.warnings],
    limits: limitsOf(trust),
    unshown: checked.unshown,
    problems: [...checked.problems, ...problems, ...made.problems],
  };
}
