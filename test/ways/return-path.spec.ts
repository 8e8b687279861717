import { returnPath } from '../../src/ways/login/return-path.js';

const ORIGIN = 'https://pumps.example';

describe('where a login leads', () => {
  it.each(['/', '/therapies/a?asOf=2021-01-01', '/v1/me', '/authors', '/a//b'])('to %s', (path) => {
    expect(returnPath(path, ORIGIN)).toBe(path);
  });

  it.each([
    undefined,
    '',
    'therapies',
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/a\\b',
    '/\t/evil.example',
    '/a\nb',
    'https://evil.example',
    'javascript:alert(1)',
    '/auth/logout',
    '/auth',
    '/%61uth/login',
    '/x/../auth/login',
    '/./auth/login',
    '/%zz',
  ])('and not to %j', (path) => {
    expect(returnPath(path, ORIGIN)).toBe('/');
  });
});
