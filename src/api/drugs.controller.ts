import { Controller, Get } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Drugs } from '../answers/dto/known.dto.js';
import { drugAnswer } from '../answers/form/known.js';
import { ListDrugs } from '../answers/messages.js';
import { ApiProblems } from './problems/api-problems.js';
import { NeedsAnyRole } from './gate/needs.js';

@ApiTags('drugs and devices')
@Controller('v1/drugs')
export class DrugsController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @NeedsAnyRole()
  @ApiOperation({
    summary: 'The known drugs: their names, strengths, single doses and stability, each with its source',
  })
  @ApiOkResponse({ type: Drugs })
  @ApiProblems(400)
  async list(): Promise<Drugs> {
    const found = await this.queries.execute(new ListDrugs());
    return { items: found.map(drugAnswer) };
  }
}
