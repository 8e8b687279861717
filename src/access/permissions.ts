/** In this order: of several roles that give a permission the first counts. */
export const ROLES = ['reader', 'recorder', 'reviewer', 'vigilance', 'officer', 'device', 'admin'] as const;
export type Role = (typeof ROLES)[number];

const CLINICAL = ['reader', 'recorder', 'reviewer', 'vigilance', 'officer'] as const;
const OVERSIGHT = ['reviewer', 'vigilance', 'officer'] as const;

/** Who may do what. `admin` reads nothing clinical; `device` does nothing but what its grant names. */
export const PERMISSIONS = {
  'therapy:read': CLINICAL,
  /** Personal values in clear. */
  'therapy:identify': ['reader', 'recorder', 'reviewer', 'officer'],
  'therapy:record': ['recorder'],
  /** Within a grant: its therapies or serial numbers, its event types and sites. */
  'therapy:append': ['device'],
  'audit:sign': ['reviewer'],
  'inference:review': ['reviewer'],
  'registry:list': CLINICAL,
  'registry:statistics': OVERSIGHT,
  'recall:trace': OVERSIGHT,
  'case:read': CLINICAL,
  'case:draft': ['vigilance'],
  'evidence:export': OVERSIGHT,
  'ledger:entries': ['reviewer', 'officer'],
  'access:read': ['officer'],
  'access:review': ['officer'],
  'patient:erase': ['officer'],
  'patient:hold': ['officer'],
  'keys:manage': ['admin'],
  'metrics:read': ['admin'],
} as const satisfies Readonly<Record<string, readonly Role[]>>;

export type Permission = keyof typeof PERMISSIONS;

/** The role that counts for a permission; undefined where none of these gives it. */
export function roleFor(roles: readonly Role[], permission: Permission): Role | undefined {
  const giving: readonly Role[] = PERMISSIONS[permission];
  return ROLES.find((role) => giving.includes(role) && roles.includes(role));
}

export const permissionsOf = (roles: readonly Role[]): readonly Permission[] =>
  (Object.keys(PERMISSIONS) as Permission[]).filter((permission) => roleFor(roles, permission) !== undefined);
