import type { HoldEntry, Keys } from '../custody/keys.js';

export interface CopiedKeys {
  readonly keys: number;
  readonly holds: number;
  readonly erasures: number;
}

/**
 * Copies keys as they are wrapped, legal holds with their history, and erasures. Again, it changes nothing.
 * @throws KeyTaken where the target has another key of an owner; KeysUnavailable, StoreUnavailable
 */
export async function copyKeys(source: Keys, target: Keys): Promise<CopiedKeys> {
  for (const hold of source.holds.all()) await copyHold(hold, target);
  let keys = 0;
  for (const [owner, wrapped] of source.wrapped()) {
    await target.adopt(owner, wrapped);
    keys += 1;
  }
  for (const person of source.destroyed()) await target.destroy(person, Date.now());
  const erasures = source.erasures();
  await target.eraseAgain(erasures.filter(({ therapyId }) => !target.erasureOf(therapyId)));
  return { keys, holds: source.holds.all().length, erasures: erasures.length };
}

async function copyHold({ released, ...hold }: HoldEntry, target: Keys): Promise<void> {
  const { therapyId, authority } = hold;
  const found = target.holds
    .all()
    .find((one) => one.therapyId === therapyId && one.authority === authority && one.at === hold.at);
  if (!found) await target.holds.set(hold);
  if (released && !found?.released) await target.holds.release({ therapyId, authority, ...released });
}
