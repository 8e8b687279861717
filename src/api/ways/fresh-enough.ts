import type { Subject } from '../../access/subject.js';
import type { AccessSettings } from '../../config/access-settings.js';
import { ProblemException } from '../problems/problem.js';

const SKEW_MS = 30_000;

/**
 * For what asks for a fresh login, by a bearer token.
 * @throws ProblemException REAUTHENTICATION_REQUIRED with the challenge of RFC 9470
 */
export function freshEnough(
  { authTime, acr }: Subject,
  { signMaxAgeSeconds, signAcr }: Pick<AccessSettings, 'signMaxAgeSeconds' | 'signAcr'>,
): void {
  const isFresh = authTime !== undefined && Date.now() - authTime <= signMaxAgeSeconds * 1_000 + SKEW_MS;
  const isStrong = signAcr.length === 0 || (acr !== undefined && signAcr.includes(acr));
  if (isFresh && isStrong) return;
  const detail = isFresh
    ? 'This asks for a stronger login.'
    : `This asks for a login within ${signMaxAgeSeconds} seconds.`;
  const challenge = [
    'Bearer error="insufficient_user_authentication"',
    `error_description="${detail}"`,
    ...(signAcr.length > 0 ? [`acr_values="${signAcr.join(' ')}"`] : []),
    `max_age="${signMaxAgeSeconds}"`,
  ].join(', ');
  throw new ProblemException(401, 'REAUTHENTICATION_REQUIRED', detail, {
    headers: { 'www-authenticate': challenge },
  });
}
