import { type ExecutionContext, createParamDecorator } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Care } from '../../access/care.js';
import { may } from '../../access/may.js';
import { type Permission, type Role, roleFor } from '../../access/permissions.js';
import { NOTHING, type Reach, reachOf } from '../../access/reach.js';
import type { Subject } from '../../access/subject.js';
import type { Glass, GlassPurpose } from '../../glass/glass.js';
import type { TherapyId } from '../../therapy/envelope.js';
import type { CareBook } from './care-book.js';

const THROUGH_GLASS: readonly Permission[] = ['therapy:read', 'therapy:identify'];

/** Who was let in, for what; and what the handler then says of its answer. */
export class Access {
  /** The ids of the therapies of which something is disclosed. */
  readonly therapies = new Set<string>();
  /** How many things of a list were disclosed. */
  items = 0;
  /** Whether a personal value was disclosed in clear. */
  identified = false;
  /** Whether the subject may not see personal values of the patient. */
  withheld = false;
  knownAt?: string;
  asOf?: string;
  /** The broken glass by which the therapy of the path is seen, or that it is about. */
  glass?: string;
  /** For which the glass was broken. */
  purpose?: GlassPurpose;
  /** Undefined where the route needs no permission. */
  permission?: Permission;
  private glassOf: string | undefined;
  /** Where the therapy of the page is cared for. */
  private here: Care | undefined;
  /** By which the permission counts. */
  role?: Role;
  /** Whether the therapy of the path exists for the subject; true where the path names none. */
  reached = true;

  constructor(
    readonly subject: Subject,
    private readonly care: CareBook,
  ) {}

  /** Of which therapies the subject may do what the route needs: for lists, counts and streams. */
  get reach(): Reach {
    return this.permission ? reachOf(this.subject, this.permission) : NOTHING;
  }

  /** By which role the subject may do something with a therapy now; undefined where the therapy does not exist for it. */
  async may(permission: Permission, therapyId: string): Promise<Role | undefined> {
    if (therapyId === this.glassOf && THROUGH_GLASS.includes(permission))
      return roleFor(this.subject.roles, permission);
    return this.care.mayBy(this.subject, permission, therapyId as TherapyId);
  }

  /** Whether some role gives it, wherever that reaches. */
  mayAnywhere(permission: Permission): boolean {
    return roleFor(this.subject.roles, permission) !== undefined;
  }

  /** Before a page of a therapy is made: where that therapy is cared for, if it exists for the subject. */
  async learn(therapyId: TherapyId): Promise<void> {
    if (!this.reached) return;
    this.here = await this.care.careOf(therapyId).catch(() => undefined);
  }

  /** The same with the therapy of the page, once that is learned; elsewhere wherever a role reaches. */
  mayHere(permission: Permission): boolean {
    const isSeen = this.glassOf === undefined || THROUGH_GLASS.includes(permission);
    if (!isSeen || !this.mayAnywhere(permission)) return false;
    if (!this.here || this.glassOf !== undefined) return true;
    return may(this.subject, permission, this.here) !== undefined;
  }

  /** Things of a list, each by its therapy. */
  disclosed(therapyIds: readonly string[]): void {
    for (const id of therapyIds) this.therapies.add(id);
    this.items += therapyIds.length;
  }

  /** The therapy of the path is seen by an open glass. */
  seeThrough(glass: Glass, therapyId: TherapyId): void {
    this.broke(glass);
    this.glassOf = therapyId;
  }

  /** What is asked is about a broken glass. */
  broke({ id, purpose }: Glass): void {
    this.glass = id;
    this.purpose = purpose;
  }

  /**
   * For a therapy that stands elsewhere than in the path.
   * @throws UnknownTherapy where it does not exist for the subject, for what the route needs
   */
  async demand(therapyId: TherapyId): Promise<void> {
    if (this.subject.via === 'off' || !this.permission) return;
    if ((await this.may(this.permission, therapyId)) === undefined) throw this.care.unknown(therapyId);
  }
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Undefined where nobody had to be known. */
    access?: Access;
  }
}

/** `@Asking() access: Access`: who was let in. Undefined in a handler that is `@Open()`. */
export const Asking = createParamDecorator(
  (_data: unknown, context: ExecutionContext) => context.switchToHttp().getRequest<FastifyRequest>().access,
);
