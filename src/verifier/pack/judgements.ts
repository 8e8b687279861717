import { reviewsIn, signaturesIn } from '../../compliance/record/review.js';
import type { Audit } from '../../compliance/audit.js';
import { isDigest } from '../../ledger/disclosure.js';
import { reviewAnswer, signatureAnswer } from '../../answers/form/review.js';
import type { Sealed } from '../../therapy/envelope.js';
import { effectiveFacts, knownAt } from '../../therapy/timeline.js';
import { type Files, canonicalJson, isMembers } from '../check.js';

/** What stands in a pack in place of a personal value that was left out. */
const LEFT_OUT = 'personal value, left out';

type Members = Readonly<Record<string, unknown>>;

function disclosed(files: Files): ReadonlyMap<string, unknown> {
  const lines = Buffer.from(files.get('disclosures.ndjson') ?? [])
    .toString()
    .split('\n')
    .filter((line) => line !== '');
  return new Map(
    lines.map((line) => {
      const { digest, value } = JSON.parse(line) as { readonly digest: string; readonly value: unknown };
      return [digest, value];
    }),
  );
}

/** Of the status of a signature the pack holds too little: it rests on what was known when the pack was made. */
const withoutStatus = ({ status: _status, detail: _detail, ...rest }: Members): Members => rest;

/** A service may be set not to say that who signed recorded: what a pack does not say of it is not compared. */
function asSeparated({ samePerson, ...held }: Members, shown: unknown): Members {
  const isSaid = isMembers(shown) && shown.samePerson !== undefined;
  return isSaid && samePerson !== undefined ? { ...held, samePerson } : held;
}

/**
 * Whether the reviews and signatures that an audit shows are those that the events record, each once, with all that they
 * say.
 */
export function hasSameJudgements(
  files: Files,
  events: readonly Sealed[],
  made: Audit,
  audit: Members,
  auditHash: string,
): boolean {
  const values = disclosed(files);
  const isShownAs = (held: unknown, shown: unknown): boolean => {
    if (isDigest(held)) {
      if (values.has(held.$sd)) return shown === values.get(held.$sd);
      return shown === LEFT_OUT || canonicalJson(held) === canonicalJson(shown ?? null);
    }
    return isMembers(held) && isMembers(shown)
      ? isSame(held, shown)
      : canonicalJson(held) === canonicalJson(shown ?? null);
  };
  const isSame = (held: Members, shown: Members): boolean => {
    const names = Object.keys(held).filter((name) => held[name] !== undefined);
    return (
      canonicalJson(names.sort()) === canonicalJson(Object.keys(shown).sort()) &&
      names.every((name) => isShownAs(JSON.parse(JSON.stringify(held[name])), shown[name]))
    );
  };
  /** Older releases recorded who signed in clear; a pack that names no staff leaves the name out all the same. */
  const withNameLeftOut = (held: Members, shown: unknown): Members => {
    const signer = isMembers(shown) ? shown.signer : undefined;
    const isLeftOut = isMembers(signer) && signer.name === LEFT_OUT;
    if (!isLeftOut) return held;
    return { ...held, signer: { ...(held.signer as Members), name: LEFT_OUT } };
  };
  const areSame = (held: readonly Members[], shown: unknown): boolean =>
    Array.isArray(shown) &&
    shown.length === held.length &&
    held.every((one, index) => isSame(one, withoutStatus(shown[index] as Members)));
  const reviews = reviewsIn(effectiveFacts(knownAt(events, made.knownAt))).map((review) => ({
    ...reviewAnswer(review, made),
  }));
  const signatures = signaturesIn(events)
    .filter(
      (signature) =>
        signature.policy === made.policy.id &&
        (signature.signedAt <= made.knownAt || signature.auditHash === auditHash),
    )
    .map((signature) => withoutStatus({ ...signatureAnswer({ ...signature, status: 'current' }) }));
  const shown: unknown = audit.signatures;
  const given = Array.isArray(shown)
    ? signatures.map((signature, index) =>
        asSeparated(withNameLeftOut(signature, shown[index]), shown[index]),
      )
    : signatures;
  return areSame(reviews, audit.reviews) && areSame(given, shown);
}
