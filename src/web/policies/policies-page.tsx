import type { PolicyDto } from '../../record/answers/policy.dto.js';
import { VerdictBadge } from '../shell/badges.js';
import { pageOf } from '../shell/page.js';

const shown = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

const Policy = ({ id, version, title, inForce, origin, inForceFrom, sha256, parameters }: PolicyDto) => (
  <section aria-labelledby={`${id}@${version}`}>
    <h2 id={`${id}@${version}`}>{title}</h2>
    <p>
      <code>
        {id}@{version}
      </code>{' '}
      {inForce ? 'in force' : 'not in force'}
      {inForceFrom !== undefined && ` from ${inForceFrom}`}, {origin}. SHA-256 <code>{sha256}</code>
    </p>
    <div class="scroll" tabIndex={0}>
      <table>
        <caption>Parameters of {id}</caption>
        <thead>
          <tr>
            <th scope="col">Parameter</th>
            <th scope="col">Value</th>
            <th scope="col">Source</th>
            <th scope="col">Certainty</th>
          </tr>
        </thead>
        <tbody>
          {parameters.map(({ name, value, source, certainty, needsApproval }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{shown(value)}</td>
              <td>{source}</td>
              <td>
                {certainty}
                {needsApproval && ', the hospital must approve it'}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  </section>
);

/** The figures by which audits judge, and where each comes from. */
export const policiesPage = (policies: readonly PolicyDto[]): string =>
  pageOf({
    title: 'Policies',
    children: (
      <>
        <h1>Policies</h1>
        <p>
          A policy judges how a dose came to zero: <VerdictBadge verdict="tapered" />,{' '}
          <VerdictBadge verdict="abrupt" /> or, where the record cannot tell,{' '}
          <VerdictBadge verdict="undetermined" />. Every figure says where it comes from and how sure that is.
        </p>
        {policies.map((policy) => (
          <Policy key={`${policy.id}@${policy.version}`} {...policy} />
        ))}
      </>
    ),
  });
