import { Readable } from 'node:stream';
import { Controller, Get, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { Evidence } from '../evidence/evidence.js';
import type { TherapyId } from '../therapy/envelope.js';
import { ApiProblems } from './problems/api-problems.js';
import { checkpoint, choice, moment, policy } from './parameters.js';
import { type QueryOf, ReadQuery, withDefault } from './query.js';
import { TherapyIdParam } from './therapy-id.js';
import { type Access, Asking } from './gate/access.js';
import { forbidden } from './gate/refusals.js';
import { Needs } from './gate/needs.js';

const packQuery = {
  policy,
  ...moment,
  checkpoint,
  personal: withDefault(
    choice(['include', 'exclude'], 'Whether personal values are told, each checkable against its digest.'),
    'include',
  ),
  staff: withDefault(
    choice(
      ['include', 'exclude'],
      'Whether members of staff are named: who recorded, who signed; to officers only.',
    ),
    'exclude',
  ),
};

@ApiTags('audit')
@Controller('v1/therapies/:therapyId')
export class EvidenceController {
  constructor(private readonly evidence: Evidence) {}

  @Get('evidence.zip')
  @Needs('evidence:export')
  @ApiOperation({
    summary: 'The evidence pack: the record, the audit and all that a stranger needs to check them',
    description:
      'All events of the therapy that the checkpoint covers, in the exact bytes that were hashed, with their proofs, the signed checkpoint, the audit and its policies, a verifier (`node check.mjs`), and in `CHECK.md` how to check it with openssl alone. The same question is the same bytes, as long as nobody signs, corrects or cosigns what it shows. Retrospective evidence, not advice.',
  })
  @ApiProduces('application/zip')
  @ApiOkResponse({
    headers: {
      'Content-Disposition': {
        description: 'attachment, with the file’s name.',
        schema: { type: 'string', example: 'attachment; filename="evidence-case-report-a-2021-09-01.zip"' },
      },
    },
    content: { 'application/zip': { schema: { type: 'string', format: 'binary' } } },
  })
  @ApiProblems(400, 404, 422, 503)
  async pack(
    @TherapyIdParam() therapyId: TherapyId,
    @ReadQuery(packQuery) query: QueryOf<typeof packQuery>,
    @Asking() access: Access,
  ): Promise<StreamableFile> {
    if (query.staff === 'include' && !(await access.may('access:read', therapyId)))
      throw forbidden('access:read');
    // Whoever may not see personal values is given a pack without them.
    const personal = (await access.may('therapy:identify', therapyId)) ? query.personal : 'exclude';
    const { name, zip } = await this.evidence.pack(therapyId, { ...query, personal });
    return new StreamableFile(Readable.from(zip, { objectMode: false }), {
      type: 'application/zip',
      disposition: `attachment; filename="${name}"`,
    });
  }
}
