/** A subscription that is alive gives an append within, ms. */
const HEARD_WITHIN_MS = 500;

/**
 * What a subscription is to bring.
 * @param heard how many events it brought so far
 * @param look called where it falls silent, once
 */
export async function listened<Value>(
  coming: Promise<Value>,
  heard: () => number,
  look: () => Promise<void>,
): Promise<Value> {
  let timer: NodeJS.Timeout;
  const wait = () => {
    const before = heard();
    const listen = () => (heard() === before ? void look().catch(() => undefined) : wait());
    timer = setTimeout(listen, HEARD_WITHIN_MS);
  };
  wait();
  try {
    return await coming;
  } finally {
    clearTimeout(timer!);
  }
}
