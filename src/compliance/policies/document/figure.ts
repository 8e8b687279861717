import { ArrayNotEmpty, ArrayUnique } from 'class-validator';
import { CERTAINTIES, type Certainty, type Sourced } from '../../../infusion/provenance.js';
import { fieldErrors } from '../../../therapy/checker.js';
import { compose } from '../../../therapy/events/fields/compose.js';
import type { Limit } from '../../../therapy/events/fields/limits.js';
import { type DataClass, Nested, OwnErrors } from '../../../therapy/events/fields/nested.js';
import { Quantity, WholeNumber } from '../../../therapy/events/fields/numbers.js';
import { Choice, ChoiceList, Citation } from '../../../therapy/events/fields/texts.js';
import { pointerTo } from '../../../faults/field-error.js';
import { isJsonObject } from '../../../therapy/json.js';

/** A figure says what it is, where it comes from and how sure that is, and no more. */
function figureOf(ItsValue: PropertyDecorator): PropertyDecorator {
  class Figure implements Sourced<unknown> {
    @ItsValue
    readonly value: unknown;

    @Citation()
    readonly source: string;

    @Choice(CERTAINTIES)
    readonly certainty: Certainty;
  }
  return Nested(Figure, 'must be a figure: { value, source, certainty }');
}

export const Figure = (limit: Limit): PropertyDecorator => figureOf(Quantity(limit));

export const Count = (limit: Limit): PropertyDecorator => figureOf(WholeNumber(limit));

/** A list of at least one of the given codes, none twice. */
export function Codes(codes: readonly string[]): PropertyDecorator {
  const message = `must be a list of at least one of ${codes.join(', ')}, none twice`;
  return figureOf(
    compose(ArrayNotEmpty({ message }), ArrayUnique({ message }), ChoiceList(codes, codes.length)),
  );
}

/** A named part. */
export const Part = (dataClass: DataClass): PropertyDecorator =>
  Nested(dataClass, 'must be an object of figures');

/**
 * An object of at least one member, each of a class, under names of the client's own; `nameFault` says what is wrong
 * with a name.
 */
export const Members = (
  dataClass: DataClass,
  nameFault: (name: string) => string | undefined,
): PropertyDecorator =>
  OwnErrors((value, at) => {
    if (value === undefined) return [{ pointer: at, detail: 'is required: must be an object' }];
    if (!isJsonObject(value) || Object.keys(value).length === 0)
      return [{ pointer: at, detail: 'must be an object with at least one member' }];
    return Object.entries(value).flatMap(([name, member]) => {
      const pointer = pointerTo(at, name);
      const detail = nameFault(name);
      return detail === undefined ? fieldErrors(member, dataClass, pointer) : [{ pointer, detail }];
    });
  });
