import type { Kind } from '../../access/log/record.js';
import type { Permission } from '../../access/permissions.js';

/** What somebody does who is let in by a permission; undefined where that discloses nothing of a therapy. */
const KIND_OF: Readonly<Record<Permission, Kind | undefined>> = {
  'therapy:read': 'read',
  'therapy:identify': 'read',
  'therapy:record': 'record',
  'therapy:append': 'record',
  'audit:sign': 'sign',
  'inference:review': 'record',
  'registry:list': 'search',
  'registry:statistics': 'search',
  'recall:trace': 'search',
  'case:read': 'search',
  'case:draft': 'record',
  'evidence:export': 'export',
  'ledger:entries': 'read',
  'access:read': 'search',
  'access:review': 'record',
  'patient:erase': 'record',
  'patient:hold': 'record',
  'keys:manage': undefined,
  'metrics:read': undefined,
};

const isReading = (method: string): boolean => method === 'GET' || method === 'HEAD';

export const isAboutTherapies = (permission: Permission): boolean => KIND_OF[permission] !== undefined;

/** Whether it was refused, or was said not to be there. */
function isDenied(status: number, code: string | undefined): boolean {
  if (status === 401 || status === 403 || status === 421 || status === 429) return true;
  return code === 'THERAPY_NOT_FOUND' || code === 'THERAPY_ID_TAKEN';
}

export interface Answered {
  readonly method: string;
  /** The route's pattern. */
  readonly route: string;
  readonly permission: Permission;
  readonly status: number;
  readonly code?: string;
}

export function kindOf({ method, route, permission, status, code }: Answered): Kind {
  if (isDenied(status, code)) return 'denied';
  if (/^(\/v1)?\/break-glass/.test(route)) return 'glass';
  const kind = KIND_OF[permission] ?? 'read';
  return isReading(method) && (kind === 'record' || kind === 'sign') ? 'read' : kind;
}
