/**
 * What a promise gives, or an error once the time is over; what it comes to later is dropped.
 * @param late gives the error
 */
export function within<Value>(
  limitMs: number,
  promise: Promise<Value>,
  late = () => new Error(`no answer within ${limitMs} ms`),
): Promise<Value> {
  return new Promise<Value>((resolve, reject) => {
    const timer = setTimeout(() => reject(late()), limitMs);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
