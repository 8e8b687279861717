import { Controller, Get } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Devices } from '../answers/dto/known.dto.js';
import { deviceAnswers } from '../answers/form/known.js';
import { ListDevices } from '../answers/messages.js';
import { ApiProblems } from './problems/api-problems.js';
import { NeedsAnyRole } from './gate/needs.js';

@ApiTags('drugs and devices')
@Controller('v1/devices')
export class DevicesController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @NeedsAnyRole()
  @ApiOperation({
    summary:
      'The known models of pumps and catheters: their names, volumes, rates and service life, each with its source',
  })
  @ApiOkResponse({ type: Devices })
  @ApiProblems(400)
  async list(): Promise<Devices> {
    return { items: deviceAnswers(await this.queries.execute(new ListDevices())) };
  }
}
