import { Controller, Get } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { ListCessations, ListFindings } from '../register/queries.js';
import type { Key } from '../register/question.js';
import { findingAnswers } from '../answers/form/audit.js';
import { cessationAnswer } from '../answers/form/cessation.js';
import { CESSATION_CAUSES } from '../answers/dto/cessation.dto.js';
import { RegisteredCessationDto, RegisteredFindingDto } from '../answers/dto/register.dto.js';
import { ApiProblems } from './problems/api-problems.js';
import { ApiPage, type Page, pagesOf } from './pages.js';
import { choice, drug, instant, policy, sharedCause, therapyId, word } from './parameters.js';
import { type QueryOf, ReadQuery, described, invalidQuery } from './query.js';
import { type Access, Asking } from './gate/access.js';
import { Needs } from './gate/needs.js';

interface Keyed<Dto> {
  readonly key: Key;
  readonly dto: Dto;
}

const keyOf = ({ key: { at, therapyId: id, id: row } }: Keyed<unknown>) => `${at} ${id} ${row}`;
const cessations = pagesOf<Keyed<RegisteredCessationDto>>('cessations', keyOf);
const findings = pagesOf<Keyed<RegisteredFindingDto>>('findings', keyOf);

const both = {
  policy: described(
    policy,
    'By which policy they are judged, as id or id@version of the version in force; the default one if none is given.',
  ),
  therapyId,
};
const between = (of: string) => ({
  from: described(instant, `${of} at this instant or later.`),
  to: described(instant, `${of} at this instant or before; a date stands for its first millisecond.`),
});
const cessationQuery = {
  verdict: choice(['tapered', 'abrupt', 'undetermined'], 'How the falls to zero are judged.'),
  drug,
  cause: choice(CESSATION_CAUSES, 'What first made the dose zero.'),
  ...both,
  ...between('reachedZeroAt'),
  ...cessations.parameters,
};
const findingQuery = {
  code: word('The code of the findings.', 'RESERVOIR_RAN_EMPTY'),
  cause: sharedCause,
  severity: choice(['info', 'warning', 'critical'], 'The severity of the findings.'),
  ...both,
  ...between('at'),
  ...findings.parameters,
};
const onlyOf = (path: string, ...names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, `is a filter of ${path}; this list cannot be asked by it`]));
const CESSATIONS_ONLY = onlyOf('/v1/cessations', 'verdict', 'drug');
const FINDINGS_ONLY = onlyOf('/v1/findings', 'code', 'severity');

/** Therapies whose items are missing; absent where there are none. */
type PageWithGaps<Dto> = Page<Dto> & { readonly setAside?: readonly string[] };

/** @throws ProblemException for a cursor that this service did not give out */
function after(cursor: string | undefined): Key | undefined {
  if (cursor === undefined) return undefined;
  const [, at, therapy, id] = /^(-?\d{1,16}) (\S+) (\S+)$/.exec(cursor) ?? [];
  if (at === undefined || therapy === undefined || id === undefined)
    throw invalidQuery([{ pointer: '/cursor', detail: 'must be the `next` of a page' }]);
  return { at: Number(at), therapyId: therapy, id };
}

function inOrder({ from, to }: { readonly from?: number; readonly to?: number }): void {
  if (from !== undefined && to !== undefined && from > to)
    throw invalidQuery([{ pointer: '/to', detail: 'must not be before from' }]);
}

function withGaps<Dto>(
  access: Access,
  page: Page<Keyed<Dto>>,
  setAside: readonly string[],
): PageWithGaps<Dto> {
  access.disclosed([...page.items.map(({ key }) => key.therapyId), ...setAside]);
  return {
    ...page,
    items: page.items.map(({ dto }) => dto),
    ...(setAside.length > 0 && { setAside }),
  };
}

const SET_ASIDE = {
  setAside: {
    type: 'array',
    items: { type: 'string' },
    description:
      'Therapies that the service fails to audit, so that their items are missing; absent where there are none.',
  },
} as const;
const AS_OF_NOW =
  'As of now: everything recorded before the question is in it, and what follows from the passing of time as well. While that is not so the answer is 503 REGISTER_BEHIND.';

@ApiTags('register')
@Controller('v1')
export class RegisterController {
  constructor(private readonly queries: QueryBus) {}

  @Get('cessations')
  @Needs('registry:list')
  @ApiOperation({
    summary: 'The cessations of all therapies, the latest first',
    description: `${AS_OF_NOW} In order of reachedZeroAt.`,
  })
  @ApiPage(RegisteredCessationDto, SET_ASIDE)
  @ApiProblems(400, 404, 503)
  async cessations(
    @ReadQuery(cessationQuery, FINDINGS_ONLY) query: QueryOf<typeof cessationQuery>,
    @Asking() access: Access,
  ): Promise<PageWithGaps<RegisteredCessationDto>> {
    const { cursor, limit, policy: reference, ...filter } = query;
    inOrder(filter);
    const found = await this.queries.execute(
      new ListCessations({ policy: reference, filter, after: after(cursor), limit: limit + 1 }, access.reach),
    );
    const items = found.items.map((item) => {
      const { therapyId: id, policy: by, reviews, cessation, reservationFindings } = item;
      return {
        key: { at: cessation.reachedZeroAt, therapyId: id, id: cessation.id },
        dto: {
          therapyId: id,
          policy: by,
          ...cessationAnswer(cessation),
          reservationFindings: reservationFindings.map((reserving) => ({ ...reserving })),
          reviews: [...reviews],
        },
      };
    });
    return withGaps(access, cessations.page(items, limit), found.setAside);
  }

  @Get('findings')
  @Needs('registry:list')
  @ApiOperation({
    summary: 'The findings of all therapies, the latest first',
    description: `${AS_OF_NOW} In order of at.`,
  })
  @ApiPage(RegisteredFindingDto, SET_ASIDE)
  @ApiProblems(400, 404, 503)
  async findings(
    @ReadQuery(findingQuery, CESSATIONS_ONLY) query: QueryOf<typeof findingQuery>,
    @Asking() access: Access,
  ): Promise<PageWithGaps<RegisteredFindingDto>> {
    const { cursor, limit, policy: reference, ...filter } = query;
    inOrder(filter);
    const found = await this.queries.execute(
      new ListFindings({ policy: reference, filter, after: after(cursor), limit: limit + 1 }, access.reach),
    );
    const items = found.items.map(({ therapyId: id, policy: by, reviews, finding }) => ({
      key: { at: Math.trunc(finding.at), therapyId: id, id: finding.id },
      dto: { therapyId: id, policy: by, ...findingAnswers([finding])[0]!, reviews: [...reviews] },
    }));
    return withGaps(access, findings.page(items, limit), found.setAside);
  }
}
