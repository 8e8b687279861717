const PERSONAL = Symbol('personal');

/** Whose a personal value is. */
interface Whose {
  /** The members of the same object that name the member of staff; undefined where it is the patient’s. */
  readonly namedBy?: readonly string[];
}

function marked(whose: Whose): PropertyDecorator {
  return (target, name) => {
    const inherited: ReadonlyMap<string, Whose> | undefined = Reflect.getMetadata(PERSONAL, target);
    Reflect.defineMetadata(PERSONAL, new Map([...(inherited ?? []), [String(name), whose]]), target);
  };
}

/** Marks a value that says something about the patient: kept apart and encrypted, and gone after an erasure. */
export const Personal = (): PropertyDecorator => marked({});

/**
 * Marks a value that says something about a member of staff: kept apart and encrypted under a key of that person, so that it
 * outlives an erasure of the patient.
 * @param namedBy the members of the same object that name the person, joined by `#`
 */
export const PersonalOfStaff = (...namedBy: readonly string[]): PropertyDecorator => marked({ namedBy });

const NONE: ReadonlyMap<string, Whose> = new Map();

/** A class's personal values by name, each with whose it is. */
export const personalProperties = (dataClass: { readonly prototype: object }): ReadonlyMap<string, Whose> =>
  Reflect.getMetadata(PERSONAL, dataClass.prototype) ?? NONE;
