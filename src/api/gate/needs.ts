import { applyDecorators } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import type { Permission } from '../../access/permissions.js';
import { addRouteConfig } from '../route-config.js';

/**
 * A therapy of the path that does not exist for the subject: `refused` with 404 before the handler, or `told` to the
 * handler as `Access.reached`, which answers as for an unknown one.
 */
type Unknown = 'refused' | 'told';

interface OnePermission {
  readonly kind: 'permission';
  readonly permission: Permission;
  readonly unknown: Unknown;
  /** It is of all therapies, and needs `*`. */
  readonly everywhere: boolean;
}

/** Needs what the type of the body needs. */
interface Recording {
  readonly kind: 'recording';
}

export type PermissionNeed = OnePermission | Recording;

/** What a request must have to be answered, declared beside its route. */
export type Need =
  | PermissionNeed
  | { readonly kind: 'any-role' }
  /** Also without any role. */
  | { readonly kind: 'subject' }
  /** Anybody; whoever has `more` is known to the handler. */
  | { readonly kind: 'nothing'; readonly more?: Permission };

/** What goes on until somebody hangs up. */
export interface StreamConfig {
  readonly isStream?: boolean;
}

export interface GateConfig {
  readonly need?: Need;
}

const declare = (need: Need, shown: string): MethodDecorator =>
  applyDecorators(
    addRouteConfig({ need } satisfies GateConfig),
    ApiExtension('x-permission', shown) as MethodDecorator,
  );

/** The route needs a permission, for the therapy that its path names with `:therapyId`, if any. */
export const Needs = (
  permission: Permission,
  { unknown = 'refused', everywhere = false }: Partial<Pick<OnePermission, 'unknown' | 'everywhere'>> = {},
): MethodDecorator => declare({ kind: 'permission', permission, unknown, everywhere }, permission);

/** The route records the event that its body states, JSON or form. */
export const NeedsByType = (): MethodDecorator => declare({ kind: 'recording' }, 'therapy:record');

/** Whoever has any role. */
export const NeedsAnyRole = (): MethodDecorator => declare({ kind: 'any-role' }, 'any role');

/** Whoever is known, also without a role. */
export const NeedsSubject = (): MethodDecorator => declare({ kind: 'subject' }, 'authenticated');

/** Anybody. `more`: a permission for which the handler tells more; then `@Asking()` is given, else undefined. */
export const Open = ({ more }: { readonly more?: Permission } = {}): MethodDecorator =>
  declare({ kind: 'nothing', ...(more && { more }) }, 'none');

/** The answer goes on until somebody hangs up: who follows it is noted at the beginning, and every quarter of an hour. */
export const Streams = (): MethodDecorator => addRouteConfig({ isStream: true } satisfies StreamConfig);
