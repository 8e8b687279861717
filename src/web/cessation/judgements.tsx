import { writtenText, utc, utcExact } from '../../reports/words.js';
import type { CessationView } from './cessation-view.js';

/** Who signed, and what people said of the inferences that the page shows. */
export const Signatures = ({ report: { audit } }: CessationView) => {
  const isSigned = audit.signatures.some(({ auditHash }) => auditHash === audit.auditHash);
  return (
    <>
      {!isSigned && <p>Nobody has signed this very audit.</p>}
      {audit.signatures.length > 0 && (
        <div class="scroll" tabIndex={0} role="region" aria-label="Signatures">
          <table id="signatures">
            <caption>Signatures under this policy</caption>
            <thead>
              <tr>
                <th scope="col">Signer</th>
                <th scope="col">Meaning</th>
                <th scope="col">Signed at</th>
                <th scope="col">Statement</th>
                <th scope="col">Of which audit, and whether it still holds</th>
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
                    {!signature.authenticated && <div class="quiet">unauthenticated</div>}
                    {signature.authenticatedAt !== undefined && (
                      <div class="quiet">
                        who it is was checked at {utcExact(signature.authenticatedAt)}
                        {signature.acr !== undefined && ` (${signature.acr})`}
                      </div>
                    )}
                    {signature.samePerson && (
                      <div class="quiet">
                        the same person recorded, in the 28 days before, something that this audit counts
                      </div>
                    )}
                  </th>
                  <td>{signature.meaning}</td>
                  <td>{utcExact(signature.signedAt)}</td>
                  <td class="statement">
                    <bdi>{writtenText(signature.statement)}</bdi>
                  </td>
                  <td>
                    {signature.auditHash === audit.auditHash
                      ? 'this audit'
                      : `the audit as of ${utc(signature.asOf)}`}
                    : <strong>{signature.status.replaceAll('-', ' ')}</strong>
                    <div class="quiet">{signature.detail}</div>
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
  if (reviews.length === 0) return <p>Nobody has judged this cessation or its findings.</p>;
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label="Reviews">
      <table id="reviews">
        <caption>Reviews; they change no dose and no verdict</caption>
        <thead>
          <tr>
            <th scope="col">Judgement</th>
            <th scope="col">Of</th>
            <th scope="col">Reason</th>
            <th scope="col">Judged</th>
          </tr>
        </thead>
        <tbody>
          {reviews.map(({ eventId, outcome, inference, reason, at }) => (
            <tr key={eventId}>
              <th scope="row">{outcome}</th>
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
