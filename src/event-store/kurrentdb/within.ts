/** What a promise gives, or after so long, ms, an error; whatever it comes to later is dropped. */
export function within<Value>(ms: number, promise: Promise<Value>, late: () => Error): Promise<Value> {
  return new Promise<Value>((resolve, reject) => {
    const timer = setTimeout(() => reject(late()), ms);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
