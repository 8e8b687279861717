import { Body, Controller, Get, HttpCode, HttpStatus, Param, Post, Redirect } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { GLASS_STATES } from '../../glass/glass.js';
import { Glasses } from '../../glass/glasses.js';
import { isOf } from '../../glass/glass.js';
import { type Access, Asking } from '../gate/access.js';
import { reauthenticate } from '../gate/fresh.js';
import { Needs } from '../gate/needs.js';
import { ApiPage, type Page, pagesOf } from '../pages.js';
import { choice } from '../parameters.js';
import { ApiProblems } from '../problems/api-problems.js';
import { ProblemException } from '../problems/problem.js';
import { type QueryOf, ReadQuery } from '../query.js';
import { Breaking } from './breaking.js';
import { glassAnswer } from './glass-answer.js';
import { BreakGlass, GlassDto, GlassOpened, ReviewGlass } from './glass.dto.js';
import { readBreakGlass, readReviewGlass } from './read-glass.js';
import { Reviewing } from './reviewing.js';

const glasses = pagesOf<GlassDto>('break-glass', ({ id }) => id);
const listQuery = {
  state: choice(GLASS_STATES, 'How far the review is: `overdue` seven days after it was opened.'),
  ...glasses.parameters,
};

@ApiTags('access')
@Controller('v1/break-glass')
export class GlassController {
  constructor(
    private readonly breaking: Breaking,
    private readonly reviewing: Reviewing,
    private readonly glasses: Glasses,
  ) {}

  @Post()
  @Needs('therapy:read')
  @ApiOperation({
    summary: 'Break the glass: see a therapy outside one’s reach, for an hour and on record',
    description:
      'Answered alike whether or not there is such a therapy; an officer of its site reviews it. Needs a fresh authentication: a token whose person proved who they are in the last SIGN_MAX_AGE_SECONDS; a session gets 401 with an `intent`, by which it goes on.',
  })
  @ApiBody({ type: BreakGlass })
  @ApiCreatedResponse({ type: GlassOpened })
  @ApiProblems(400, 401, 403, 413, 415, 422, 429, 503)
  async break(@Body() body: unknown, @Asking() access: Access): Promise<GlassOpened> {
    this.breaking.requireAllowed(access.subject);
    const asked = readBreakGlass(body);
    const intent = this.breaking.intentFor(access.subject, asked);
    if (intent !== undefined) throw reauthenticate(intent);
    const glass = await this.breaking.open(access.subject, asked);
    const { id, until, opens } = glass;
    access.broke(glass);
    if (opens !== undefined) access.therapies.add(opens);
    return { id, until: new Date(until).toISOString() };
  }

  @Get()
  @Needs('access:review')
  @ApiOperation({ summary: 'The broken glasses that one may review, the oldest first' })
  @ApiPage(GlassDto)
  @ApiProblems(400, 401, 403)
  async list(
    @ReadQuery(listQuery) { state, cursor, limit }: QueryOf<typeof listQuery>,
    @Asking() { subject }: Access,
  ): Promise<Page<GlassDto>> {
    const all = (await this.reviewing.list(subject, state)).map(glassAnswer);
    const after = cursor === undefined ? 0 : all.findIndex(({ id }) => id === cursor) + 1;
    return glasses.page(all.slice(after, after + limit + 1), limit);
  }

  @Get(':id')
  @Needs('therapy:read')
  @Redirect()
  @ApiOperation({ summary: 'Leads whoever broke it to the therapy’s page' })
  @ApiProblems(400, 401, 403, 404)
  show(
    @Param('id') id: string,
    @Asking() access: Access,
  ): { readonly url: string; readonly statusCode: number } {
    const glass = this.glasses.find(id);
    if (!glass || !isOf(glass, access.subject))
      throw new ProblemException(404, 'NOT_FOUND', 'You broke no glass by this id.');
    access.broke(glass);
    if (glass.opens === undefined || !this.glasses.isOpen(glass))
      throw new ProblemException(
        404,
        'THERAPY_NOT_FOUND',
        'No such therapy is recorded, or the time is over.',
      );
    access.therapies.add(glass.opens);
    return { url: `/therapies/${encodeURIComponent(glass.opens)}`, statusCode: HttpStatus.SEE_OTHER };
  }

  @Post(':id/review')
  @Needs('access:review')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({
    summary: 'Say whether it was justified',
    description: 'By another officer than who broke it.',
  })
  @ApiBody({ type: ReviewGlass })
  @ApiOkResponse({ type: GlassDto })
  @ApiProblems(400, 401, 403, 404, 409, 413, 415, 422)
  async review(@Param('id') id: string, @Body() body: unknown, @Asking() access: Access): Promise<GlassDto> {
    const shown = await this.reviewing.review(access.subject, id, readReviewGlass(body));
    access.broke(shown.glass);
    if (shown.reaches && shown.glass.opens !== undefined) access.therapies.add(shown.glass.opens);
    return glassAnswer(shown);
  }
}
