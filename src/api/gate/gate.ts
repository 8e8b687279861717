import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { type Permission, roleFor } from '../../access/permissions.js';
import { RECORDING } from '../../access/recording.js';
import { EVERYWHERE } from '../../access/care.js';
import { type Subject, nameOf } from '../../access/subject.js';
import { Glasses } from '../../glass/glasses.js';
import { KeptState } from '../../kept/kept-state.js';
import { Rate } from '../../waiting/rate.js';
import { Access } from './access.js';
import { CareBook } from './care-book.js';
import { declaredElsewhere } from './declared-elsewhere.js';
import type { GateConfig, Need, PermissionNeed } from './needs.js';
import { forbidden, needsEverywhere, noRole, tooMany, undeclared } from './refusals.js';
import { therapyIn } from './therapy-in.js';
import { WaysIn } from './ways-in.js';

/** Requests of one subject. */
const MOST_A_MINUTE = 600;

/** Decides who is let in, before anything of a request is looked at but its headers and path. */
@Injectable()
export class Gate {
  private readonly asked = new Rate(MOST_A_MINUTE, 60_000);

  constructor(
    private readonly ways: WaysIn,
    private readonly care: CareBook,
    private readonly glasses: Glasses,
    private readonly kept: KeptState,
  ) {}

  /**
   * Undefined where nobody had to be known.
   * @throws ProblemException 401, 403; UnknownTherapy where the therapy of the path does not exist for the subject
   */
  async admit(request: FastifyRequest): Promise<Access | undefined> {
    const need = needOf(request);
    if (need.kind === 'nothing') return need.more && this.knownAnyway(request, need.more);
    const subject = await this.ways.subjectOf(request);
    // Also where it is refused: who asked is noted.
    const access = (request.access = new Access(subject, this.care));
    this.limit(subject);
    if (need.kind === 'subject') return access;
    if (subject.roles.length === 0) throw noRole();
    if (need.kind === 'any-role') return access;
    const permission = given(subject, need);
    access.permission = permission;
    access.role = roleFor(subject.roles, permission);
    if (subject.via !== 'off' && !subject.grant) await this.reach(access, request, need);
    return access;
  }

  /** @throws ProblemException TOO_MANY_REQUESTS */
  private limit(subject: Subject): void {
    if (subject.via === 'off') return;
    const wait = this.asked.take(nameOf(subject));
    if (wait !== undefined) throw tooMany(wait, `a subject may ask ${MOST_A_MINUTE} times a minute`);
  }

  private async reach(access: Access, request: FastifyRequest, need: PermissionNeed): Promise<void> {
    const therapyId = therapyIn(request.params);
    if (therapyId === undefined) return;
    const role = access.permission && (await access.may(access.permission, therapyId));
    if (role !== undefined) {
      access.role = role;
      return;
    }
    if (isSeeing(request, need)) await this.kept.caughtUp();
    const glass = isSeeing(request, need) && this.glasses.openFor(access.subject, therapyId);
    if (glass) return access.seeThrough(glass, therapyId);
    access.reached = (await access.may('therapy:read', therapyId)) !== undefined;
    if (need.kind !== 'permission') return;
    if (access.reached) throw forbidden(need.permission);
    if (need.unknown === 'refused') throw this.care.unknown(therapyId);
  }

  private async knownAnyway(request: FastifyRequest, more: Permission): Promise<Access | undefined> {
    try {
      const access = new Access(await this.ways.subjectOf(request), this.care);
      access.role = roleFor(access.subject.roles, more);
      const isGranted = more === 'metrics:read' && access.subject.grant?.metrics === true;
      if (access.role === undefined && !isGranted) return undefined;
      access.permission = more;
      return access;
    } catch {
      return undefined;
    }
  }
}

/** Through a broken glass pages and answers about the therapy are seen, and nothing else is done. */
const isSeeing = ({ method }: FastifyRequest, need: PermissionNeed): boolean =>
  need.kind === 'permission' && need.permission === 'therapy:read' && (method === 'GET' || method === 'HEAD');

/** @throws ProblemException where the route says nothing */
function needOf({ routeOptions: { config, url = '' } }: FastifyRequest): Need {
  const need = (config as GateConfig | undefined)?.need ?? declaredElsewhere(url);
  if (need) return need;
  throw undeclared();
}

/** @throws ProblemException where no role of the subject gives what is needed */
function given({ roles, sites, grant }: Subject, need: PermissionNeed): Permission {
  const asked = need.kind === 'recording' ? RECORDING : [need.permission];
  const permission = asked.find((one) => roleFor(roles, one) !== undefined);
  if (!permission) {
    if (grant?.metrics && asked[0] === 'metrics:read') return 'metrics:read';
    throw forbidden(asked[0]!);
  }
  if (need.kind === 'permission' && need.everywhere && !sites.includes(EVERYWHERE))
    throw needsEverywhere(permission);
  return permission;
}
