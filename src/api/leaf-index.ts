import { Param, type PipeTransform } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import { leafIndex } from './parameters.js';
import { ProblemException } from './problems/problem.js';

class LeafIndexPipe implements PipeTransform<string, number> {
  transform(text: string): number {
    const index = leafIndex.read(text);
    if (index !== undefined) return index;
    throw new ProblemException(
      400,
      'INVALID_LEAF_INDEX',
      `The leafIndex of an event must be ${leafIndex.accepts}.`,
    );
  }
}

const pipe = new LeafIndexPipe();

/** The checked `leafIndex` of the path. */
export const LeafIndexParam = (): ParameterDecorator => (target, key, index) => {
  Param('leafIndex', pipe)(target, key, index);
  if (key === undefined) return;
  const { description, schema } = leafIndex;
  ApiParam({ name: 'leafIndex', description, schema: schema as object })(
    target,
    key,
    Object.getOwnPropertyDescriptor(target, key)!,
  );
};
