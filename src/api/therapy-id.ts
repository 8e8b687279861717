import { Param, type PipeTransform } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import type { TherapyId } from '../therapy/envelope.js';
import { MAX_ID } from '../therapy/events/fields/limits.js';
import { NAMED_ID } from '../therapy/events/fields/texts.js';
import { ProblemException } from './problems/problem.js';

class TherapyIdPipe implements PipeTransform<string, TherapyId> {
  transform(text: string): TherapyId {
    if (NAMED_ID.test(text)) return text as TherapyId;
    throw new ProblemException(
      400,
      'INVALID_THERAPY_ID',
      `A therapy's id is of the form ${NAMED_ID.source}: letters, digits, dot, underscore, hyphen, at most ${MAX_ID}.`,
    );
  }
}

const pipe = new TherapyIdPipe();

/** The checked `therapyId` of the path. */
export const TherapyIdParam = (): ParameterDecorator => (target, key, index) => {
  Param('therapyId', pipe)(target, key, index);
  if (key === undefined) return;
  ApiParam({
    name: 'therapyId',
    description: 'Pseudonym of the therapy.',
    schema: { type: 'string', pattern: NAMED_ID.source },
  })(target, key, Object.getOwnPropertyDescriptor(target, key)!);
};
