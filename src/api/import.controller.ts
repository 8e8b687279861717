import type { Readable } from 'node:stream';
import { Body, Controller, HttpCode, HttpStatus, Post } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Imported, Importer } from '../record/import.js';
import { MOST_LINE_BYTES } from '../record/import-line.js';
import { linesOf } from '../record/lines.js';
import { ApiProblems } from './problems/api-problems.js';
import { TakesNdjson } from './bodies.js';
import { ImportAnswer } from './import.dto.js';
import { ImportRefused } from '../record/errors.js';
import { ProblemException } from './problems/problem.js';
import { type Access, Asking } from './gate/access.js';
import { Needs } from './gate/needs.js';
import { Admission } from './recording/admission.js';

const EXAMPLE =
  '{"therapyId":"t-1","type":"TherapyRegistered","occurredAt":"2016-03","data":{"patientPseudonym":"p-1","indication":"severe spasticity","aetiology":"spinal-cord-injury"}}\n';

@ApiTags('events')
@Controller('v1/import')
export class ImportController {
  constructor(
    private readonly importer: Importer,
    private readonly admission: Admission,
  ) {}

  @Post()
  @Needs('therapy:record')
  @HttpCode(HttpStatus.OK)
  @TakesNdjson()
  @ApiOperation({
    summary: 'Record a file of events, one JSON object a line',
    description:
      'Each line is the body of an event with the `therapyId` beside it. Lines are recorded in their order, each as far as it can be; what is impossible is tried again at the end, since what precedes it may come later in the file. To import the same file again records nothing twice.',
  })
  @ApiBody({
    required: true,
    description: 'Streamed, of any length.',
    schema: { type: 'string', format: 'binary' },
    examples: { line: { value: EXAMPLE } },
  })
  @ApiOkResponse({ type: ImportAnswer })
  @ApiProblems(400, 413, 415, 422, 429, 503)
  async import(@Body() body: Readable | undefined, @Asking() access: Access): Promise<Imported> {
    if (!body)
      throw new ProblemException(
        415,
        'UNSUPPORTED_MEDIA_TYPE',
        'An import is a body of type application/x-ndjson, one event a line.',
      );
    const lines = linesOf(body, MOST_LINE_BYTES);
    try {
      return await this.importer.run(lines, {
        recordedBy: async (line) => {
          const by = await this.admission.admitLine(access.subject, line);
          access.therapies.add(line.therapyId);
          return by;
        },
      });
    } catch (error) {
      throw error instanceof ImportRefused && error.cause instanceof ProblemException
        ? withSoFar(error.cause, error)
        : error;
    }
  }
}

/** What was recorded before the rest was refused. */
function withSoFar({ detail, extra }: ProblemException, { soFar }: ImportRefused): ProblemException {
  const { line, recorded } = soFar;
  return new ProblemException(
    429,
    'TOO_MANY_REQUESTS',
    `${detail} The import stopped at line ${line}; ${recorded} events were recorded before. Import the same file again then: what is recorded is not recorded twice.`,
    { ...extra, members: { ...extra.members, ...soFar } },
  );
}
