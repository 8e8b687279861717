import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { type Permission, type Role, roleFor } from '../../access/permissions.js';
import { neededToRecord } from '../../access/recording.js';
import type { TherapyId } from '../../therapy/envelope.js';
import type { Access } from './access.js';
import { CareBook } from './care-book.js';
import { Grants } from './grants.js';
import { forbidden, outsideGrant } from './refusals.js';
import { type Said, saidIn } from './said.js';
import { TakenIds } from './taken-ids.js';
import { therapyIn } from './therapy-in.js';

/** Decides who may record what a body says, before anything else of it is judged. */
@Injectable()
export class RecordingGate {
  constructor(
    private readonly care: CareBook,
    private readonly grants: Grants,
    private readonly taken: TakenIds,
  ) {}

  /** @throws ProblemException FORBIDDEN, TOO_MANY_REQUESTS; UnknownTherapy, TherapyIdTaken */
  async admit({ access, params, query, body }: FastifyRequest): Promise<void> {
    const therapyId = therapyIn(params);
    if (!access || access.subject.via === 'off' || therapyId === undefined) return;
    const said = saidIn(body);
    const { subject } = access;
    if (subject.grant) {
      if (isDryRun(query) || body instanceof URLSearchParams) throw outsideGrant();
      return this.grants.check(subject, subject.grant, therapyId, said.type);
    }
    for (const permission of neededBy(said))
      if (roleFor(subject.roles, permission) === undefined) throw forbidden(permission);
    if (!access.reached) return this.unreached(access, therapyId, said);
    const all = [...neededBy(said), ...(await this.neededByNamed(therapyId, said))];
    for (const permission of all) access.role = await allowed(access, permission, therapyId);
    access.permission = all.at(-1);
  }

  private async unreached({ subject }: Access, therapyId: TherapyId, { type }: Said): Promise<void> {
    if (type !== 'TherapyRegistered') throw this.care.unknown(therapyId);
    await this.taken.check(subject, therapyId);
  }

  /** What the event needs of which a correction or void speaks, and what that speaks of. */
  private async neededByNamed(therapyId: TherapyId, said: Said): Promise<readonly Permission[]> {
    if (!isAmendment(said)) return [];
    const record = await this.care.find(therapyId);
    const needed: Permission[] = [];
    const seen = new Set<unknown>();
    for (let names = said.names; !seen.has(names);) {
      seen.add(names);
      const named = typeof names === 'string' ? record?.find(names) : undefined;
      if (!named) return needed.length > 0 ? needed : [neededToRecord(undefined)];
      const there = saidIn(named);
      needed.push(...neededBy(there));
      if (!isAmendment(there)) return needed;
      names = there.names;
    }
    return needed;
  }
}

const isAmendment = ({ type }: Said): boolean => type === 'EventCorrected' || type === 'EventVoided';

/** By itself, without what it speaks of. */
function neededBy({ type, replacement }: Said): readonly Permission[] {
  if (type === 'EventVoided') return [];
  return [neededToRecord(type === 'EventCorrected' ? replacement : type)];
}

/** @throws ProblemException FORBIDDEN */
async function allowed(access: Access, permission: Permission, therapyId: TherapyId): Promise<Role> {
  const role = await access.may(permission, therapyId);
  if (role) return role;
  throw forbidden(permission);
}

const isDryRun = (query: unknown): boolean => {
  const { dryRun } = (query ?? {}) as { readonly dryRun?: unknown };
  return dryRun !== undefined && dryRun !== 'false';
};
