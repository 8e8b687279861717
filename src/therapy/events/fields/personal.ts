const PERSONAL = Symbol('personal');

/** Marks a value that says something about the patient: kept apart and encrypted, and gone after an erasure. */
export const Personal = (): PropertyDecorator => (target, name) => {
  const inherited: ReadonlySet<string> | undefined = Reflect.getMetadata(PERSONAL, target);
  Reflect.defineMetadata(PERSONAL, new Set([...(inherited ?? []), String(name)]), target);
};

const NONE: ReadonlySet<string> = new Set();

/** The names of a class's personal values. */
export const personalProperties = (dataClass: { readonly prototype: object }): ReadonlySet<string> =>
  Reflect.getMetadata(PERSONAL, dataClass.prototype) ?? NONE;
