import type { Audited } from '../../answers/audit-found.js';
import type { AuditDto } from '../../answers/dto/audit.dto.js';
import { packageInfo } from '../../config/package-info.js';
import { checkScript } from '../check-script.js';
import type { CheckedPack, Files, Problem } from '../check.js';
import { problemOf } from '../problems.js';
import { checkPage } from './check-page.js';
import { printed } from './printed.js';

interface Pack {
  readonly checked: CheckedPack;
  /** Where the pack's audit is the one that follows from its events. */
  readonly audited: Audited | undefined;
  /** By which the pack says that it was made. */
  readonly release: string | undefined;
}

interface MadeFound {
  readonly said: readonly string[];
  readonly warnings: readonly string[];
  readonly problems: readonly Problem[];
}

/** What this release would put into the pack; or may have put, before somebody withheld the personal values. */
type Makes = readonly (readonly [name: string, make: () => readonly Uint8Array[] | Promise<Uint8Array[]>])[];

const listed = new Intl.ListFormat('en');
const UNSIGNED = 'nobody signed what they say: rely on events.ndjson and on audit.json';

/** `CHECK.md` as this release makes it. */
export function pageOf(
  files: Files,
  { therapyId, policy, asOf, knownAt, auditHash }: AuditDto,
  disclosures = files.has('disclosures.ndjson'),
): Uint8Array {
  const { origin, treeSize } = JSON.parse(Buffer.from(files.get('proofs.json')!).toString()) as {
    readonly origin: string;
    readonly treeSize: number;
  };
  const facts = {
    therapyId,
    origin,
    treeSize,
    asOf,
    knownAt,
    auditHash,
    release: `${packageInfo.name} ${packageInfo.version}`,
    policy: `${policy.id}@${policy.version}`,
    disclosures,
    timestamp: files.has('checkpoint.tsr'),
    policyEvents: files.has('policies.ndjson'),
  };
  return Buffer.from(checkPage(facts));
}

/**
 * Compares the files of a pack that nobody signed, and that follow from others and from the release: whoever lists their
 * hashes anew could put a print of another verdict into it, or a script that finds all in order.
 */
export async function compareMade(files: Files, { checked, audited, release }: Pack): Promise<MadeFound> {
  const audit = checked.audit as unknown as AuditDto | undefined;
  const ofAudit: Makes =
    audited && audit
      ? [
          ['audit.pdf', async () => [await printed(files, audited, audit)]],
          ['CHECK.md', () => [pageOf(files, audit), pageOf(files, audit, true)]],
        ]
      : [];
  const makes: Makes = [...ofAudit, ['check.mjs', () => [Buffer.from(checkScript())]]];
  if (release !== packageInfo.version) {
    const warning = `audit.pdf, CHECK.md and check.mjs were not judged, since another release made them (${release ?? 'unknown'}); ${UNSIGNED}, or verify with that release.`;
    return { said: [], warnings: [warning], problems: [] };
  }
  const problems: Problem[] = [];
  for (const [name, make] of makes) {
    const found = files.get(name);
    if (!found) continue;
    try {
      const made = await make();
      if (!made.some((bytes) => Buffer.compare(bytes, found) === 0))
        problems.push(problemOf('MADE_OTHERWISE', null, name));
    } catch (error) {
      problems.push(
        problemOf('MADE_OTHERWISE', null, `${name} cannot be made (${(error as Error).message})`),
      );
    }
  }
  const names = makes.map(([name]) => name);
  return {
    said: problems.length === 0 ? [`${listed.format(names)}: made anew by this release; the same.`] : [],
    warnings: audited
      ? []
      : [`audit.pdf and CHECK.md were not judged, since the audit could not be; ${UNSIGNED}.`],
    problems,
  };
}
