import { requireFreshToken } from '../../src/api/gate/fresh.js';
import { ProblemException } from '../../src/api/problems/problem.js';
import { person } from './support/people.js';

const NOW = Date.parse('2026-01-01T12:00:00Z');
const LIMIT = { signMaxAgeSeconds: 300, signAcr: [] };

function refusal(authTime: number | undefined, acr?: string, signAcr: readonly string[] = []): unknown {
  try {
    requireFreshToken({ ...person('ana', ['reader'], ['*']), authTime, acr }, { ...LIMIT, signAcr }, NOW);
    return undefined;
  } catch (error) {
    if (!(error instanceof ProblemException)) throw error;
    return [error.getStatus(), error.code, error.extra.headers?.['www-authenticate']];
  }
}

const challenge = (rest = '') => [
  401,
  'REAUTHENTICATION_REQUIRED',
  `Bearer error="insufficient_user_authentication", max_age="300"${rest}`,
];

describe('the token of somebody who proved who they are', () => {
  it('a moment ago is taken', () => {
    expect(refusal(NOW - 300_000)).toBeUndefined();
    expect(refusal(NOW + 30_000)).toBeUndefined();
  });

  it.each([
    ['too long ago', NOW - 300_001],
    ['in the future', NOW + 30_001],
    ['at no known time', undefined],
  ])('%s is refused', (_when, authTime) => {
    expect(refusal(authTime)).toEqual(challenge());
  });

  it('as strongly as is asked for', () => {
    expect(refusal(NOW, 'gold', ['silver', 'gold'])).toBeUndefined();
    expect(refusal(NOW, 'bronze', ['silver', 'gold'])).toEqual(challenge(', acr_values="silver gold"'));
    expect(refusal(NOW, undefined, ['gold'])).toEqual(challenge(', acr_values="gold"'));
  });
});
