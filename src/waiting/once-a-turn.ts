/** Calls once, at the end of the event loop's turn, however often it is asked to in it. */
export function onceATurn(call: () => void): () => void {
  let isAsked = false;
  return () => {
    if (isAsked) return;
    isAsked = true;
    setImmediate(() => {
      isAsked = false;
      call();
    });
  };
}
