import { Controller, Delete, Get, HttpCode, Inject, Param, Req, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Subject, nameOf } from '../../access/subject.js';
import type { Session } from '../../ways/sessions/session.js';
import { WAYS } from '../../ways/ways.module.js';
import type { Ways } from '../../ways/ways.js';
import { Asking, type Access } from '../gate/access.js';
import { NeedsAnyRole } from '../gate/needs.js';
import { forbidden } from '../gate/refusals.js';
import { ApiProblems } from '../problems/api-problems.js';
import { ProblemException } from '../problems/problem.js';
import { type Optional, type QueryOf, ReadQuery } from '../query.js';
import { SESSION_COOKIE } from '../gate/session-cookie.js';
import { dropSecret } from './cookies.js';
import { SessionDto, Sessions } from './sessions.dto.js';

const subject: Optional<string> = {
  description: 'Whose sessions: `<iss>#<sub>`; of others than oneself for officers alone.',
  accepts: 'a subject such as https://idp.example.org#4711',
  schema: { type: 'string' },
  read: (text) => (/^\S+#\S/.test(text) ? text : undefined),
};
const sessionsQuery = { subject };

const iso = (instant: number): string => new Date(instant).toISOString();

const isOfficer = ({ roles }: Subject): boolean => roles.includes('officer');

@ApiTags('access')
@Controller('v1/sessions')
export class SessionsController {
  constructor(@Inject(WAYS) private readonly ways: Ways | undefined) {}

  @Get()
  @NeedsAnyRole()
  @ApiOperation({ summary: 'The sessions of a person that last' })
  @ApiOkResponse({ type: Sessions })
  @ApiProblems(400, 401, 403)
  list(
    @ReadQuery(sessionsQuery) query: QueryOf<typeof sessionsQuery>,
    @Asking() { subject }: Access,
  ): Sessions {
    const own = nameOf(subject);
    const of = query.subject ?? own;
    if (of !== own && !isOfficer(subject)) throw forbidden('access:review');
    const found = (this.ways?.sessions.live ?? []).filter(({ person }) => nameOf(person) === of);
    return { items: found.map((session) => this.shown(session, subject)) };
  }

  @Delete(':id')
  @NeedsAnyRole()
  @HttpCode(204)
  @ApiOperation({ summary: 'Ends a session; officers end anybody’s' })
  @ApiNoContentResponse()
  @ApiProblems(401, 403, 404)
  end(
    @Param('id') id: string,
    @Asking() { subject }: Access,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): void {
    const session = this.ways?.sessions.byId(id);
    const isOwn = session && nameOf(session.person) === nameOf(subject);
    if (!session || !(isOwn || isOfficer(subject)))
      throw new ProblemException(404, 'NOT_FOUND', 'No such session of yours lasts.');
    request.noted = { kind: 'logout', subject, parameters: { id } };
    this.ways!.sessions.end(id, isOwn ? 'logout' : 'officer');
    if (id === subject.session) dropSecret(reply, SESSION_COOKIE);
  }

  private shown({ id, person, createdAt, usedAt }: Session, asking: Subject): SessionDto {
    const { sessionHours, sessionIdleMinutes } = this.ways!.settings;
    const ends = Math.min(createdAt + sessionHours * 3_600_000, usedAt + sessionIdleMinutes * 60_000);
    return {
      id,
      subject: nameOf(person),
      name: person.name,
      createdAt: iso(createdAt),
      usedAt: iso(usedAt),
      endsAt: iso(ends),
      current: id === asking.session,
    };
  }
}
