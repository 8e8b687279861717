import { keptParameters } from '../access/log/parameters.js';
import { purposeOf } from '../access/log/purpose.js';
import type { Entry, Via } from '../access/log/record.js';
import type { Subject } from '../access/subject.js';
import type { Noted } from './access-log.js';
import type { SealedWho } from './sealed-who.js';

const viaOf = (subject: Subject | null): Via | null =>
  !subject || subject.via === 'off' ? null : subject.via;

/** The site that a claim names; every site is none. */
const siteIn = (claim: string | undefined): string | null =>
  claim === undefined || claim === '*' ? null : claim.split('/')[0]!;

const isTaken = (status: number): boolean => status < 400;

/** A record, but for its place in the log. */
export function entryOf(
  noted: Noted,
  { subject, session, address }: SealedWho,
  {
    at,
    service,
    digest,
  }: { readonly at: string; readonly service: string; readonly digest: (text: string) => string },
): Entry {
  const therapies = [...new Set(noted.therapies)];
  const { kind, action, parameters = {}, outcome, requestId, glass, knownAt, asOf } = noted;
  return {
    at,
    service,
    kind,
    subject,
    via: viaOf(noted.subject),
    session,
    address,
    action,
    parameters: keptParameters(parameters, {
      wereTaken: isTaken(outcome.status),
      isTherapy: (id) => therapies.includes(id),
      digest,
    }),
    therapies,
    site: noted.site ?? siteIn(noted.subject?.sites[0]),
    purpose: noted.purpose ?? purposeOf(noted.role ?? noted.subject?.roles[0], noted.subject?.purposeOfUse),
    ...(glass !== undefined && { glass }),
    identified: noted.identified ?? false,
    outcome,
    items: noted.items ?? 0,
    ...(knownAt !== undefined && { knownAt }),
    ...(asOf !== undefined && { asOf }),
    requestId,
  };
}
