import { Body, Controller, Delete, HttpCode, HttpStatus, Put } from '@nestjs/common';
import { ApiBody, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { nameOf } from '../../access/subject.js';
import { Holding } from '../../record/holding.js';
import type { TherapyId } from '../../therapy/envelope.js';
import { PatientErased } from '../../therapy/events/patient-erased.js';
import { type Access, Asking } from '../gate/access.js';
import { Needs } from '../gate/needs.js';
import { ApiProblems } from '../problems/api-problems.js';
import { TherapyIdParam } from '../therapy-id.js';
import { HoldDto } from './orders.dto.js';
import { readWhy } from './read-why.js';

/** Why a hold ended that is released here. */
const RELEASED = 'released by an officer';

@ApiTags('access')
@Controller('v1/therapies/:therapyId/hold')
export class HoldsController {
  constructor(private readonly holding: Holding) {}

  @Put()
  @Needs('patient:hold')
  @ApiOperation({
    summary: 'Put a therapy under a legal hold: its patient is not erased while it stands',
    description: 'Again for the same authority it changes nothing; each authority has its own.',
  })
  @ApiBody({ type: PatientErased })
  @ApiOkResponse({ type: HoldDto })
  @ApiProblems(400, 401, 403, 404, 410, 413, 415, 422, 503)
  async set(
    @TherapyIdParam() therapyId: TherapyId,
    @Body() body: unknown,
    @Asking() { subject }: Access,
  ): Promise<HoldDto> {
    const { reason, authority, at, by } = await this.holding.set(therapyId, readWhy(body), nameOf(subject));
    return { therapyId, reason, authority, heldAt: new Date(at).toISOString(), heldBy: by };
  }

  @Delete()
  @Needs('patient:hold')
  @HttpCode(HttpStatus.NO_CONTENT)
  @ApiOperation({ summary: 'Release all legal holds of a therapy' })
  @ApiNoContentResponse({ description: 'None stands any more.' })
  @ApiProblems(400, 401, 403, 404, 409, 503)
  async release(@TherapyIdParam() therapyId: TherapyId, @Asking() { subject }: Access): Promise<void> {
    await this.holding.releaseAll(therapyId, RELEASED, nameOf(subject));
  }
}
