import { type HandChecks, checkByHand } from './check-by-hand.js';

/** What the page says of its pack. */
interface PageFacts extends HandChecks {
  readonly therapyId: string;
  readonly origin: string;
  readonly treeSize: number;
  /** `id@version`. */
  readonly policy: string;
  readonly asOf: string;
  readonly knownAt: string;
  readonly auditHash: string;
  readonly release: string;
}

const rowsOf = ({
  disclosures,
  timestamp,
  policyEvents,
}: HandChecks): readonly (readonly [string, string])[] => [
  ['events.ndjson', 'the events of the therapy, one a line, in the exact bytes that the ledger holds'],
  ...(disclosures
    ? [
        [
          'disclosures.ndjson',
          'the personal values, one a line, each checkable against the digest that stands for it in an event',
        ] as const,
      ]
    : []),
  ['checkpoint.txt', 'what the log signed: its size and the root of its Merkle tree'],
  ...(timestamp
    ? [['checkpoint.tsr', 'when a timestamp authority saw the checkpoint (RFC 3161)'] as const]
    : []),
  ['key.txt', 'the log’s verifier keys, the current one first'],
  ['proofs.json', 'where in the tree each event stands, and the SHA-256 of each other file'],
  ['audit.json', 'what the service made of the events'],
  ['audit.pdf', 'the same for print'],
  ['policies/', 'the policies by which it judged'],
  ...(policyEvents
    ? [
        [
          'policies.ndjson',
          'the events by which policies came into force, one a line, in the exact bytes that the ledger holds',
        ] as const,
      ]
    : []),
  ['check.mjs', 'the verifier: one file, needs Node 18 or newer and nothing else'],
];

const LEFT_OUT = `
Personal values were left out. A digest stands in place of each; it says nothing about the value. But what an older release
recorded in clear stands in \`events.ndjson\` as it was hashed: who signed, and why and by whose authority a patient was erased.
`;

/** `CHECK.md`: tells a stranger how to check the pack. */
export function checkPage(facts: PageFacts): string {
  const { therapyId, origin, treeSize, policy, asOf, knownAt, auditHash, release, disclosures } = facts;
  const files = rowsOf(facts).map(([name, holds]) => `- \`${name}\`: ${holds}`);
  return `# How to check this evidence pack

- Therapy: \`${therapyId}\`
- Ledger: \`${origin}\`, the first ${treeSize} events, of all therapies and of none, which the checkpoint covers
- Audit: by \`${policy}\`, as of ${asOf}, with what was known at ${knownAt}
- Audit hash: \`${auditHash}\`
- Made by ${release}

Intended use: retrospective evidence for quality teams, pharmacovigilance and clinicians. It is no advice on the
treatment of a patient, and no medical device.

## What is in it

${files.join('\n')}
${disclosures ? '' : LEFT_OUT}
## What it can show, and what not

If all checks pass, these events stood in the ledger, byte for byte and in this order, when the checkpoint was signed, and
none was changed, left out or put in between the first and the last of them.

It cannot show

- that no later event exists: ask the ledger for a newer checkpoint and a newer pack;
- whose ledger it is: \`key.txt\` came with the pack. Compare it with a key that you got elsewhere, such as from the
  hospital, from a printed audit or from an older pack;
- that the checkpoint is the one that others were given: compare it with what is printed on a report, or ask a witness;
- that what was recorded is true. The record shows who recorded what, and when.

\`audit.json\` and \`audit.pdf\` are held by the list in \`proofs.json\` alone, which nobody signed. Believe the verdict because it
follows from the events and the policy by computation, which the last section repeats. The policy is the one of which an
event in \`policies.ndjson\` names the SHA-256; where no such event is in the pack, that is not shown. A policy that the release
ships is compared with that as well; whether a hospital’s own is a sensible one nobody computes: read it.

## With the verifier in the pack

\`\`\`
node check.mjs --key '<the key that you got elsewhere>'
\`\`\`

Whoever made the pack made \`check.mjs\`, too. If that matters, take it from the project’s release or check by hand.

## By hand, with openssl

${checkByHand(facts)}
## With the project’s command line

It checks the same, computes the audit anew from the events and the policy, and makes \`audit.pdf\`, this page and \`check.mjs\`
anew. Of another release’s packs it says that it cannot judge these three:

\`\`\`
npm run -s cli -- verify evidence.zip --key '<the key that you got elsewhere>'
\`\`\`
`;
}
