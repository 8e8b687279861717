/** Keeps what is worked out of an object, by a key, for as long as the object lives. */
export function kept<Value>(): (of: object, key: string, make: () => Value) => Value {
  const all = new WeakMap<object, Map<string, { readonly value: Value }>>();
  return (of, key, make) => {
    const known = all.get(of) ?? new Map<string, { readonly value: Value }>();
    all.set(of, known);
    const found = known.get(key) ?? { value: make() };
    known.set(key, found);
    return found.value;
  };
}
