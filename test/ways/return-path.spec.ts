import { returnPath } from '../../src/ways/login/return-path.js';

const ORIGIN = 'https://pumps.example';

describe('where a login leads', () => {
  it.each(['/', '/therapies/a?asOf=2021-01-01', '/v1/me', '/authors', '/a//b'])('to %s', (path) => {
    expect(returnPath(path, ORIGIN)).toBe(path);
  });

  it.each([
    ['/therapies/ä', '/therapies/%C3%A4'],
    ['/a b', '/a%20b'],
    ['/\u2028x?y=\u{1f600}#é', '/%E2%80%A8x?y=%F0%9F%98%80#%C3%A9'],
  ])('to %s as a header may have it', (path, led) => {
    expect(returnPath(path, ORIGIN)).toBe(led);
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
    '/\ud800',
  ])('and not to %j', (path) => {
    expect(returnPath(path, ORIGIN)).toBe('/');
  });
});
