/** Keeps what was asked for, or put in, last. */
export class Recent<Value> {
  private readonly values = new Map<string, Value>();

  constructor(private readonly most: number) {}

  get(key: string, make: () => Value): Value {
    const value = this.values.get(key) ?? make();
    this.put(key, value);
    return value;
  }

  /** Without asking for it. */
  find(key: string): Value | undefined {
    return this.values.get(key);
  }

  put(key: string, value: Value): void {
    // A map gives its keys in the order in which they were put in.
    this.values.delete(key);
    this.values.set(key, value);
    if (this.values.size > this.most) this.values.delete(this.values.keys().next().value!);
  }

  forget(key: string): void {
    this.values.delete(key);
  }
}
