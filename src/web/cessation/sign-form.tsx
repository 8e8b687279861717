import { utcExact } from '../../reports/words.js';
import { MEANINGS } from '../../therapy/events/audit-signed.js';
import { paths } from '../shell/paths.js';
import type { CessationView } from './cessation-view.js';
import { ChoiceField, FormField, Refusal, stateOf } from './form-field.js';

const MEANING = {
  reviewed: 'reviewed: I have read it',
  approved: 'approved: I agree with it',
  rejected: 'rejected: I do not agree with it',
} as const;

const FIELDS = [
  ['/signer/name', 'sign-name', 'Your name'],
  ['/signer/role', 'sign-role', 'Your role'],
  ['/meaning', 'sign-meaning', 'What the signature means'],
  ['/statement', 'sign-statement', 'Statement'],
] as const;

/** What the signature covers, and what becomes of it. */
const WhatIsSigned = ({
  audit,
  signer,
}: Pick<CessationView['report'], 'audit'> & Pick<CessationView, 'signer'>) => (
  <>
    <p>
      You sign the whole audit of this therapy by {audit.policy.id}@{audit.policy.version}, as of{' '}
      {utcExact(audit.asOf)}, with what was known at {utcExact(audit.knownAt)}: what this page shows, and
      nothing that is recorded later. Its hash is <code>{audit.auditHash}</code>.
    </p>
    <p class="quiet">
      {signer === undefined
        ? 'The service runs without access control: the signer is whoever this form says, and the signature is marked as unauthenticated.'
        : 'To sign, you log in once more at the identity provider; what you write here is kept meanwhile.'}{' '}
      A signature stays; it is neither corrected nor voided.
    </p>
  </>
);

/** Signs the audit that the page shows. */
export const SignForm = ({ therapyId, cessation, report, key, signer, signing }: CessationView) => {
  const { audit } = report;
  const hidden = {
    policyId: audit.policy.id,
    policyVersion: audit.policy.version,
    asOf: audit.asOf,
    knownAt: audit.knownAt,
    auditHash: audit.auditHash,
    key,
  };
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
      <h3 id="sign-title">Sign this audit</h3>
      <Refusal returned={signing} nothing="Nothing was signed." fields={FIELDS} />
      <WhatIsSigned audit={audit} signer={signer} />
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <div class="fields">
        <FormField id="sign-name" label="Your name" state={state('/signer/name', 'name')}>
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
        <FormField id="sign-role" label="Your role" mark="optional" state={state('/signer/role', 'role')}>
          {(words) => <input name="role" size={28} value={state('/signer/role', 'role').typed} {...words} />}
        </FormField>
        <ChoiceField
          id="sign-meaning"
          name="meaning"
          label="What the signature means"
          state={state('/meaning', 'meaning')}
          choices={MEANINGS.map((meaning) => [meaning, MEANING[meaning]] as const)}
        />
      </div>
      <FormField
        id="sign-statement"
        label="Statement"
        mark="personal value, encrypted"
        hint="What you read it against, and what you say about it."
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
      <button class="main">Sign</button>
    </form>
  );
};
