import { Param, type PipeTransform } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import type { TherapyId } from '../therapy/envelope.js';
import { ProblemException } from './problems/problem.js';

const THERAPY_ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

class TherapyIdPipe implements PipeTransform<string, TherapyId> {
  transform(text: string): TherapyId {
    if (THERAPY_ID.test(text)) return text as TherapyId;
    throw new ProblemException(
      400,
      'INVALID_THERAPY_ID',
      `A therapy's id is of the form ${THERAPY_ID.source}: letters, digits, dot, underscore, hyphen, at most 64.`,
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
    schema: { type: 'string', pattern: THERAPY_ID.source },
  })(target, key, Object.getOwnPropertyDescriptor(target, key)!);
};
