/**
 * What a promise gives, or an error once the time is over or nobody waits any more; what it comes to later is dropped.
 * @param late gives the error
 * @param signal with the error, where nobody waits any more
 */
export function within<Value>(
  limitMs: number,
  promise: Promise<Value>,
  late = () => new Error(`no answer within ${limitMs} ms`),
  signal?: AbortSignal,
): Promise<Value> {
  const over = Promise.withResolvers<never>();
  const timer = setTimeout(() => over.reject(late()), limitMs);
  const leave = () => over.reject(signal!.reason as Error);
  signal?.addEventListener('abort', leave);
  return Promise.race([promise, over.promise]).finally(() => {
    clearTimeout(timer);
    signal?.removeEventListener('abort', leave);
  });
}
