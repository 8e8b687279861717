import { writtenText, utc, utcExact } from '../../reports/words.js';
import type { CessationView } from './cessation-view.js';
import { say } from '../../words/say.js';
import { judged as texts } from '../../words/texts/judged.js';
import { told } from '../../words/told.js';

/** Who signed, and what people said of the inferences that the page shows. */
export const Signatures = ({ report: { audit } }: CessationView) => {
  const isSigned = audit.signatures.some(({ auditHash }) => auditHash === audit.auditHash);
  return (
    <>
      {!isSigned && <p>{say(texts.nobodyHasSignedThisVery)}</p>}
      {audit.signatures.length > 0 && (
        <div class="scroll" tabIndex={0} role="region" aria-label={say(texts.signatures)}>
          <table id="signatures">
            <caption>{say(texts.signaturesUnderThisPolicy)}</caption>
            <thead>
              <tr>
                <th scope="col">{say(texts.signer)}</th>
                <th scope="col">{say(texts.meaning)}</th>
                <th scope="col">{say(texts.signedAt)}</th>
                <th scope="col">{say(texts.statement)}</th>
                <th scope="col">{say(texts.ofWhichAuditAndWhether)}</th>
              </tr>
            </thead>
            <tbody>
              {audit.signatures.map((signature) => (
                <tr key={signature.eventId}>
                  <th scope="row">
                    <bdi>{writtenText(signature.signer.name)}</bdi>
                    {signature.signer.role !== undefined && (
                      <>
                        , <bdi>{signature.signer.role}</bdi>
                      </>
                    )}
                    {!signature.authenticated && <div class="quiet">{say(texts.unauthenticated)}</div>}
                    {signature.authenticatedAt !== undefined && (
                      <div class="quiet">
                        {say(texts.whoItIsWasChecked, {
                          authenticatedAt: utcExact(signature.authenticatedAt),
                          acr: signature.acr !== undefined && ` (${signature.acr})`,
                        })}
                      </div>
                    )}
                    {signature.samePerson && <div class="quiet">{say(texts.theSamePersonRecordedIn)}</div>}
                  </th>
                  <td>{told(signature.meaning)}</td>
                  <td>{utcExact(signature.signedAt)}</td>
                  <td class="statement">
                    <bdi>{writtenText(signature.statement)}</bdi>
                  </td>
                  <td>
                    {signature.auditHash === audit.auditHash
                      ? say(texts.thisAudit)
                      : say(texts.theAuditAsOf, { asOf: utc(signature.asOf) })}
                    : <strong>{told(signature.status.replaceAll('-', ' '))}</strong>
                    <div class="quiet">{told(signature.detail)}</div>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
};

/** @param inferences the ids of what the page shows */
export const Reviews = ({
  report: { audit },
  inferences,
}: Pick<CessationView, 'report'> & { readonly inferences: ReadonlySet<string> }) => {
  const reviews = audit.reviews.filter(({ inference }) => inferences.has(inference));
  if (reviews.length === 0) return <p>{say(texts.nobodyHasJudgedThisCessation)}</p>;
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={say(texts.reviews)}>
      <table id="reviews">
        <caption>{say(texts.reviewsTheyChangeNoDose)}</caption>
        <thead>
          <tr>
            <th scope="col">{say(texts.judgement)}</th>
            <th scope="col">{say(texts.ofWords)}</th>
            <th scope="col">{say(texts.reason)}</th>
            <th scope="col">{say(texts.judged)}</th>
          </tr>
        </thead>
        <tbody>
          {reviews.map(({ eventId, outcome, inference, reason, at }) => (
            <tr key={eventId}>
              <th scope="row">{told(outcome)}</th>
              <td>
                <code>{inference}</code>
              </td>
              <td>
                <bdi>{writtenText(reason)}</bdi>
              </td>
              <td>{utc(at)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};
