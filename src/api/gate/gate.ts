import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { type Permission, type Role, roleFor } from '../../access/permissions.js';
import { RECORDING, neededToRecord } from '../../access/recording.js';
import type { Subject } from '../../access/subject.js';
import type { TherapyId } from '../../therapy/envelope.js';
import { NAMED_ID } from '../../therapy/events/fields/texts.js';
import { Access } from './access.js';
import { CareBook } from './care-book.js';
import { declaredElsewhere } from './declared-elsewhere.js';
import type { GateConfig, Need } from './needs.js';
import { forbidden, noRole, undeclared } from './refusals.js';
import { WaysIn } from './ways-in.js';

/** Decides who is let in, before anything of a request is looked at but its headers and path. */
@Injectable()
export class Gate {
  constructor(
    private readonly ways: WaysIn,
    private readonly care: CareBook,
  ) {}

  /**
   * Undefined where nobody had to be known.
   * @throws ProblemException 401, 403; UnknownTherapy where the therapy of the path does not exist for the subject
   */
  async admit(request: FastifyRequest): Promise<Access | undefined> {
    const need = needOf(request);
    if (need.kind === 'nothing') return need.more && this.knownAnyway(request, need.more);
    const subject = await this.ways.subjectOf(request);
    const access = new Access(subject, this.care);
    if (need.kind === 'subject') return access;
    if (subject.roles.length === 0) throw noRole();
    if (need.kind === 'any-role') return access;
    const permission = given(subject, need);
    access.permission = permission;
    access.role = roleFor(subject.roles, permission);
    if (subject.via !== 'off') await this.reach(access, request, need);
    return access;
  }

  /**
   * What a body that records needs, once it is read.
   * @throws as `admit`
   */
  async admitBody({ access, params, body }: FastifyRequest): Promise<void> {
    if (!access || access.subject.via === 'off') return;
    const therapyId = therapyIn(params);
    if (therapyId === undefined) return;
    const { type } = (body ?? {}) as { readonly type?: unknown };
    await this.allow(access, neededToRecord(type), therapyId);
    if (!access.reached && type !== 'TherapyRegistered') throw this.care.unknown(therapyId);
  }

  /** @throws ProblemException FORBIDDEN where the subject may not, wherever it reaches the therapy */
  private async allow(
    access: Access,
    permission: Permission,
    therapyId: TherapyId,
  ): Promise<Role | undefined> {
    const { subject } = access;
    if (roleFor(subject.roles, permission) === undefined) throw forbidden(permission);
    const role = await access.may(permission, therapyId);
    if (role === undefined && access.reached) throw forbidden(permission);
    access.permission = permission;
    access.role = role;
    return role;
  }

  private async reach(access: Access, { params }: FastifyRequest, need: Need): Promise<void> {
    const therapyId = therapyIn(params);
    if (therapyId === undefined) return;
    const role = access.permission && (await access.may(access.permission, therapyId));
    if (role !== undefined) {
      access.role = role;
      return;
    }
    access.reached = (await access.may('therapy:read', therapyId)) !== undefined;
    if (need.kind !== 'permission') return;
    if (access.reached) throw forbidden(need.permission);
    if (need.unknown === 'refused') throw this.care.unknown(therapyId);
  }

  private async knownAnyway(request: FastifyRequest, more: Permission): Promise<Access | undefined> {
    try {
      const access = new Access(await this.ways.subjectOf(request), this.care);
      access.role = roleFor(access.subject.roles, more);
      if (access.role === undefined) return undefined;
      access.permission = more;
      return access;
    } catch {
      return undefined;
    }
  }
}

/** @throws ProblemException where the route says nothing */
function needOf({ routeOptions: { config, url = '' } }: FastifyRequest): Need {
  const need = (config as GateConfig | undefined)?.need ?? declaredElsewhere(url);
  if (need) return need;
  throw undeclared();
}

/** @throws ProblemException where no role of the subject gives what is needed */
function given(
  { roles }: Subject,
  need: Exclude<Need, { kind: 'nothing' | 'any-role' | 'subject' }>,
): Permission {
  const asked = need.kind === 'recording' ? RECORDING : [need.permission];
  const permission = asked.find((one) => roleFor(roles, one) !== undefined);
  if (permission) return permission;
  throw forbidden(asked[0]!);
}

/** Undefined also where it is none: that is told by whoever reads it. */
function therapyIn(params: unknown): TherapyId | undefined {
  const { therapyId } = (params ?? {}) as { readonly therapyId?: string };
  return therapyId !== undefined && NAMED_ID.test(therapyId) ? (therapyId as TherapyId) : undefined;
}
