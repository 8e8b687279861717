import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { fieldErrors } from '../../src/therapy/checker.js';
import { type RecordableName } from '../../src/therapy/events/index.js';
import { recordingClasses } from '../../src/therapy/recording-body.js';
import { type Json, bodies, changed, copyOf, places } from './samples.js';

/** `forbidUnknownValues` would refuse the data of types that have none: their classes have no decorators. */
const byClassValidator = (value: Json): boolean => {
  const instance = plainToInstance(recordingClasses[value['type'] as RecordableName], copyOf(value));
  return (
    validateSync(instance, { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: false })
      .length === 0
  );
};

/** Values that class-transformer takes for something else, or fails on; these are refused here. */
const isHole = (value: unknown) => Array.isArray(value);

test('the checker says what class-validator says', () => {
  let compared = 0;
  for (const [, sample] of bodies) {
    expect(byClassValidator(sample)).toBe(true);
    for (const [path, given] of places(sample).filter(([path]) => path.length > 0 && path[0] !== 'type')) {
      if (path.at(-1) === 'mode' || path.at(-1) === 'type') continue;
      for (const other of [undefined, null, '1', 'baclofen', 0, -1, 1e9, true, { x: 1 }]) {
        if (isHole(given) && other !== undefined) continue;
        const value = changed(sample, path, other);
        const checked = fieldErrors(value, recordingClasses[value['type'] as RecordableName]).length === 0;
        if (checked !== byClassValidator(value))
          throw new Error(`${JSON.stringify(path)} = ${JSON.stringify(other)}: ${checked} by the checker`);
        compared += 1;
      }
    }
  }
  expect(compared).toBeGreaterThan(500);
});
