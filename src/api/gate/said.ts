/** What a body says it records, so far as it decides who may. */
export interface Said {
  readonly type: unknown;
  /** Of a correction: the type of what stands in the place. */
  readonly replacement?: unknown;
  /** The id of the event that a correction or void speaks of. */
  readonly names?: unknown;
}

const member = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;

/** By the pointers under which forms and JSON alike have it. */
export function saidIn(body: unknown): Said {
  const at = (...names: readonly string[]): unknown =>
    body instanceof URLSearchParams
      ? (body.get(`/${names.join('/')}`) ?? undefined)
      : names.reduce(member, body);
  const type = at('type');
  if (type === 'EventCorrected')
    return { type, replacement: at('data', 'replacement', 'type'), names: at('data', 'corrects') };
  if (type === 'EventVoided') return { type, names: at('data', 'voids') };
  return { type };
}
