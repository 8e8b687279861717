import { readSettings } from '../../src/config/settings.js';
import { SettingsError } from '../../src/config/setting.js';

const GOOD = {
  AUTH: 'oidc',
  PUBLIC_URL: 'https://pumps.example',
  OIDC_ISSUER: 'https://idp.example/realms/one',
  OIDC_CLIENT_ID: 'pump-ledger',
  OIDC_CLIENT_SECRET_FILE: '/run/secret',
};

const read = (env: Record<string, string | undefined> = {}) => readSettings({ ...GOOD, ...env });

describe('with AUTH=oidc', () => {
  it('what is not given has its defaults', () => {
    expect(read().access).toMatchObject({
      publicUrl: 'https://pumps.example',
      audience: 'https://pumps.example',
      accessTokenTyp: 'at+jwt',
      scope: 'openid profile',
      rolesClaim: [['roles'], ['groups']],
      sitesClaim: [['sites']],
      nameClaim: [['name'], ['preferred_username']],
      signMaxAgeSeconds: 300,
      signAcr: [],
      signSeparation: 'warn',
      sessionIdleMinutes: 15,
      sessionHours: 8,
      retentionYears: 10,
      trustedProxies: [],
    });
  });

  it('pointers say where claims are, also in names with a slash', () => {
    const { rolesClaim } = read({
      OIDC_ROLES_CLAIM: '/realm_access/roles, /https:~1~1x.example~1roles',
    }).access!;
    expect(rolesClaim).toEqual([['realm_access', 'roles'], ['https://x.example/roles']]);
  });

  it.each<[string, Record<string, string | undefined>]>([
    ['PUBLIC_URL', { PUBLIC_URL: undefined }],
    ['PUBLIC_URL', { PUBLIC_URL: 'http://pumps.example' }],
    ['PUBLIC_URL', { PUBLIC_URL: 'https://pumps.example/path' }],
    ['PUBLIC_URL', { PUBLIC_URL: 'https://user:pw@pumps.example' }],
    ['OIDC_ISSUER', { OIDC_ISSUER: 'http://idp.example' }],
    ['OIDC_ISSUER', { OIDC_ISSUER: 'idp' }],
    ['OIDC_CLIENT_ID', { OIDC_CLIENT_ID: undefined }],
    ['OIDC_CLIENT_SECRET_FILE', { OIDC_CLIENT_SECRET_FILE: undefined }],
    ['OIDC_CLIENT_KEY_FILE', { OIDC_CLIENT_KEY_FILE: '/run/key' }],
    ['OIDC_AUDIENCE', { OIDC_AUDIENCE: 'pump-ledger' }],
    ['OIDC_ACCESS_TOKEN_TYP', { OIDC_ACCESS_TOKEN_TYP: 'jwt' }],
    ['OIDC_SCOPE', { OIDC_SCOPE: 'profile' }],
    ['OIDC_ROLES_CLAIM', { OIDC_ROLES_CLAIM: 'roles' }],
    ['OIDC_ROLES_CLAIM', { OIDC_ROLES_CLAIM: '/a,' }],
    ['SIGN_MAX_AGE_SECONDS', { SIGN_MAX_AGE_SECONDS: '4' }],
    ['SIGN_MAX_AGE_SECONDS', { SIGN_MAX_AGE_SECONDS: '3601' }],
    ['SIGN_SEPARATION', { SIGN_SEPARATION: 'on' }],
    ['SESSION_IDLE_MINUTES', { SESSION_IDLE_MINUTES: '4' }],
    ['SESSION_IDLE_MINUTES', { SESSION_IDLE_MINUTES: '61' }],
    ['SESSION_HOURS', { SESSION_HOURS: '13' }],
    ['ACCESS_RETENTION_YEARS', { ACCESS_RETENTION_YEARS: '5' }],
    ['TRUSTED_PROXIES', { TRUSTED_PROXIES: '10.0.0.0/33' }],
    ['TRUSTED_PROXIES', { TRUSTED_PROXIES: 'proxy' }],
    ['TLS_KEY_FILE', { TLS_CERT_FILE: '/run/cert' }],
    ['HOST', { HOST: '0.0.0.0' }],
  ])('%s is refused where it cannot be: %j', (name, env) => {
    expect(() => read(env)).toThrow(SettingsError);
    expect(() => read(env)).toThrow(name);
  });

  it.each([{ TRUSTED_PROXIES: '10.0.0.7' }, { TLS_CERT_FILE: '/run/cert', TLS_KEY_FILE: '/run/key' }])(
    'others are served with %j',
    (env) => {
      expect(read({ HOST: '0.0.0.0', ...env }).host).toBe('0.0.0.0');
    },
  );

  it('without, nobody else is', () => {
    expect(() => readSettings({ HOST: '0.0.0.0', TRUSTED_PROXIES: '10.0.0.7' })).toThrow('AUTH=off');
  });
});
