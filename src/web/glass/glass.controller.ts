import { Body, Controller, HttpStatus, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { roleFor } from '../../access/permissions.js';
import { type Access, Asking } from '../../api/gate/access.js';
import { Needs } from '../../api/gate/needs.js';
import { Breaking } from '../../api/glass/breaking.js';
import { glassAnswer } from '../../api/glass/glass-answer.js';
import { readBreakGlass, readReviewGlass } from '../../api/glass/read-glass.js';
import { Reviewing } from '../../api/glass/reviewing.js';
import { therapyId } from '../../api/parameters.js';
import type { Optional, QueryOf } from '../../api/query.js';
import { isOf } from '../../glass/glass.js';
import { Glasses } from '../../glass/glasses.js';
import { leadOnPage } from '../auth/lead-on.js';
import { refusedBy } from '../cessation/refused.js';
import { FormAt, PageAt, PageQuery, Pages } from '../shell/pages.js';
import { paths } from '../shell/paths.js';
import { glassPage } from './glass-page.js';
import type { GlassView } from './glass-view.js';

const opened: Optional<string> = {
  description: 'What was opened just now.',
  accepts: 'the id of a broken glass',
  schema: { type: 'string' },
  read: (text) => (/^[0-9a-f-]{36}$/.test(text) ? text : undefined),
};
const glassQuery = { opened, therapyId };
const BREAK_FIELDS = ['/therapyId', '/serialNumber', '/purpose', '/reason'];
const REVIEW_FIELDS = ['/outcome', '/note'];

/** What a form says: an empty field counts as absent. */
const said = (form: URLSearchParams, fields: readonly string[]): object =>
  Object.fromEntries(
    fields
      .map((pointer) => pointer.slice(1))
      .flatMap((name) => (form.get(name) ? [[name, form.get(name)!.trim()]] : [])),
  );

@Controller('break-glass')
@Pages()
export class GlassPages {
  constructor(
    private readonly glasses: Glasses,
    private readonly breaking: Breaking,
    private readonly reviewing: Reviewing,
  ) {}

  @PageAt('')
  @Needs('therapy:read')
  async glass(
    @PageQuery(glassQuery) query: QueryOf<typeof glassQuery>,
    @Asking() access: Access,
  ): Promise<string> {
    return this.page(access, query);
  }

  @FormAt('')
  @Needs('therapy:read')
  async break(
    @Body() form: URLSearchParams,
    @Asking() access: Access,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    try {
      this.breaking.requireAllowed(access.subject);
      const asked = readBreakGlass(said(form, BREAK_FIELDS));
      const intent = this.breaking.intentFor(access.subject, asked);
      if (intent !== undefined) return logInPage(intent);
      const glass = await this.breaking.open(access.subject, asked);
      access.broke(glass);
      return seeOther(reply, paths.glass({ opened: glass.id }));
    } catch (error) {
      const breaking = { ...refusedBy(error, BREAK_FIELDS), typed: form };
      void reply.status(breaking.status);
      return this.page(access, { breaking });
    }
  }

  @FormAt(':id/review')
  @Needs('access:review')
  async review(
    @Param('id') id: string,
    @Body() form: URLSearchParams,
    @Asking() access: Access,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    try {
      const { glass } = await this.reviewing.review(
        access.subject,
        id,
        readReviewGlass(said(form, REVIEW_FIELDS)),
      );
      access.broke(glass);
      return seeOther(reply, `${paths.glass()}#${encodeURIComponent(id)}`);
    } catch (error) {
      const reviewing = { ...refusedBy(error, REVIEW_FIELDS), typed: form, id };
      void reply.status(reviewing.status);
      return this.page(access, { reviewing });
    }
  }

  private async page({ subject, therapies }: Access, more: Partial<GlassView>): Promise<string> {
    const own = this.glasses.all.filter((glass) => isOf(glass, subject) && this.glasses.isOpen(glass));
    const isOfficer = roleFor(subject.roles, 'access:review') !== undefined;
    const shown = isOfficer ? await this.reviewing.list(subject) : undefined;
    for (const { opens } of own) if (opens !== undefined) therapies.add(opens);
    for (const { glass, reaches } of shown ?? [])
      if (reaches && glass.opens !== undefined) therapies.add(glass.opens);
    return glassPage({ ...more, own, ...(shown && { toReview: shown.map(glassAnswer).toReversed() }) });
  }
}

const logInPage = (intent: string): string =>
  leadOnPage({
    title: 'Log in once more',
    words: 'Before the glass breaks you prove who you are. What you wrote is kept for ten minutes.',
    href: paths.reauthenticate(intent),
    link: 'Log in',
  });

function seeOther(reply: FastifyReply, location: string): string {
  void reply.status(HttpStatus.SEE_OTHER).header('location', location);
  return '';
}
