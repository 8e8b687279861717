import { ValidateBy } from 'class-validator';

/** The object in which a value stands; nothing in it need be right. */
export type Given = Readonly<Record<string, unknown>>;

/** What a value must be beside the others of its object. */
export const rule = (
  name: string,
  message: string,
  holds: (value: unknown, object: Given) => boolean,
): PropertyDecorator =>
  ValidateBy({
    name,
    validator: {
      validate: (value, args) => holds(value, args?.object as unknown as Given),
      defaultMessage: () => message,
    },
  });
