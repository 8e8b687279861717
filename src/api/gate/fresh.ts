import type { Subject } from '../../access/subject.js';
import type { AccessSettings } from '../../config/access-settings.js';
import { ProblemException } from '../problems/problem.js';

type Wanted = Pick<AccessSettings, 'signMaxAgeSeconds' | 'signAcr'>;

/** Clocks of a provider and of the service differ by so much, ms. */
const SKEW_MS = 30_000;

/** As RFC 9470 asks for a fresher or stronger authentication. */
function challenge({ signMaxAgeSeconds, signAcr }: Wanted): string {
  const strength = signAcr.length > 0 ? `, acr_values="${signAcr.join(' ')}"` : '';
  return `Bearer error="insufficient_user_authentication", max_age="${signMaxAgeSeconds}"${strength}`;
}

/**
 * That the person behind a token proved who they are a moment ago.
 * @throws ProblemException REAUTHENTICATION_REQUIRED
 */
export function requireFreshToken({ authTime, acr }: Subject, wanted: Wanted, now: number): void {
  const { signMaxAgeSeconds, signAcr } = wanted;
  const isFresh =
    authTime !== undefined && authTime <= now + SKEW_MS && now - authTime <= signMaxAgeSeconds * 1000;
  const isStrong = signAcr.length === 0 || (acr !== undefined && signAcr.includes(acr));
  if (isFresh && isStrong) return;
  throw new ProblemException(
    401,
    'REAUTHENTICATION_REQUIRED',
    `This needs a token of somebody who proved who they are in the last ${signMaxAgeSeconds} s${isFresh ? ', and more strongly' : ''}.`,
    { headers: { 'www-authenticate': challenge(wanted) } },
  );
}

/** That a session goes on with what is kept as an intent, once the person proved anew who they are. */
export const reauthenticate = (intent: string): ProblemException =>
  new ProblemException(
    401,
    'REAUTHENTICATION_REQUIRED',
    'Prove anew who you are: open /auth/reauthenticate with this intent.',
    { members: { intent } },
  );
