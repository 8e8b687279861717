import { utcExact } from '../../reports/words.js';
import { MEANINGS } from '../../therapy/events/audit-signed.js';
import { paths } from '../shell/paths.js';
import type { CessationView } from './cessation-view.js';
import { ChoiceField, FormField, Refusal, stateOf } from './form-field.js';
import { say } from '../../words/say.js';
import { signing as texts } from '../../words/texts/signing.js';

const MEANING = {
  reviewed: texts.reviewedIHaveReadIt,
  approved: texts.approvedIAgreeWithIt,
  rejected: texts.rejectedIDoNotAgree,
} as const;

const FIELDS = [
  ['/signer/name', 'sign-name', texts.yourName],
  ['/signer/role', 'sign-role', texts.yourRole],
  ['/meaning', 'sign-meaning', texts.whatTheSignatureMeans],
  ['/statement', 'sign-statement', texts.statement],
] as const;

/** What the signature covers, and what becomes of it. */
const WhatIsSigned = ({
  audit,
  signer,
}: Pick<CessationView['report'], 'audit'> & Pick<CessationView, 'signer'>) => (
  <>
    <p>
      {say(texts.youSignTheWholeAudit, {
        id: audit.policy.id,
        version: audit.policy.version,
        asOf: utcExact(audit.asOf),
        knownAt: utcExact(audit.knownAt),
        auditHash: <code>{audit.auditHash}</code>,
      })}
    </p>
    <p class="quiet">
      {say(texts.aSignatureStaysItIs, {
        signer: signer === undefined ? say(texts.theServiceRunsWithoutAccess) : say(texts.toSignYouLogIn),
      })}
    </p>
  </>
);

/** What is signed must be what was seen. */
const shown = ({ policy, asOf, knownAt, auditHash }: CessationView['report']['audit']) => ({
  policyId: policy.id,
  policyVersion: policy.version,
  asOf,
  knownAt,
  auditHash,
});

/** Signs the audit that the page shows. */
export const SignForm = ({ therapyId, cessation, report, key, signer, signing }: CessationView) => {
  const { audit } = report;
  const state = (pointer: string, name: string) => stateOf(signing, pointer, name);
  return (
    <form
      method="post"
      action={paths.signCessation(therapyId, cessation.id)}
      id="sign"
      class="card said"
      aria-labelledby="sign-title"
      autocomplete="off"
    >
      <h3 id="sign-title">{say(texts.signThisAudit)}</h3>
      <Refusal returned={signing} nothing={say(texts.nothingWasSigned)} fields={FIELDS} />
      <WhatIsSigned audit={audit} signer={signer} />
      {Object.entries({ ...shown(audit), key }).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <div class="fields">
        <FormField id="sign-name" label={say(texts.yourName)} state={state('/signer/name', 'name')}>
          {(words) => (
            <input
              name="name"
              size={28}
              readonly={signer !== undefined}
              value={signer ?? state('/signer/name', 'name').typed}
              {...words}
            />
          )}
        </FormField>
        <FormField
          id="sign-role"
          label={say(texts.yourRole)}
          mark={say(texts.optional)}
          state={state('/signer/role', 'role')}
        >
          {(words) => <input name="role" size={28} value={state('/signer/role', 'role').typed} {...words} />}
        </FormField>
        <ChoiceField
          id="sign-meaning"
          name="meaning"
          label={say(texts.whatTheSignatureMeans)}
          state={state('/meaning', 'meaning')}
          choices={MEANINGS.map((meaning) => [meaning, say(MEANING[meaning])] as const)}
        />
      </div>
      <FormField
        id="sign-statement"
        label={say(texts.statement)}
        mark={say(texts.personalValueEncrypted)}
        hint={say(texts.whatYouReadItAgainst)}
        state={state('/statement', 'statement')}
      >
        {(words) => (
          <textarea
            name="statement"
            rows={3}
            {...words}
          >{`\n${state('/statement', 'statement').typed}`}</textarea>
        )}
      </FormField>
      <button class="main">{say(texts.sign)}</button>
    </form>
  );
};
