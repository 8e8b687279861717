import type { KeptKind } from './kept-state.js';

/** `put` in any case, `change` where it is there, `claim` where it is not. */
export type Change =
  | {
      readonly do: 'put' | 'change' | 'claim';
      readonly kind: KeptKind;
      readonly name: string;
      readonly state: unknown;
    }
  | { readonly do: 'take'; readonly kind: KeptKind; readonly name: string };

/** What, once it is said, no later state takes back: another service may not have known of it yet. */
const STAYS: Readonly<Record<KeptKind, readonly string[]>> = {
  session: [],
  key: ['usedFirstAt', 'revokedAt'],
  jti: [],
  login: [],
  intent: [],
  glass: ['review', 'seen'],
  erasure: ['confirmed'],
  'staff erasure': ['confirmed'],
};

/** A later state of the same thing, as it is to be kept. */
export function merged<State>(kind: KeptKind, known: State | undefined, later: State): State {
  if (known === undefined) return later;
  const said = known as Readonly<Record<string, unknown>>;
  if (kind === 'session' && said['ended'] !== undefined) return known;
  const staying = STAYS[kind].filter((name) => said[name] !== undefined);
  if (staying.length === 0) return later;
  return { ...later, ...Object.fromEntries(staying.map((name) => [name, said[name]])) };
}

/** What follows from changes in their order. */
export class KeptNow {
  private readonly byKind = new Map<KeptKind, Map<string, unknown>>();

  get size(): number {
    return [...this.byKind.values()].reduce((sum, { size }) => sum + size, 0);
  }

  of(kind: KeptKind): ReadonlyMap<string, unknown> {
    return this.byKind.get(kind) ?? new Map();
  }

  find(kind: KeptKind, name: string): unknown {
    return this.byKind.get(kind)?.get(name);
  }

  /** @returns whether it changed anything */
  apply(change: Change): boolean {
    const { kind, name } = change;
    const states = this.byKind.get(kind) ?? new Map<string, unknown>();
    this.byKind.set(kind, states);
    const known = states.get(name);
    if (change.do === 'take') return states.delete(name);
    if (change.do === 'change' && known === undefined) return false;
    if (change.do === 'claim' && known !== undefined) return false;
    states.set(name, merged(kind, known, change.state));
    return true;
  }

  /** All of it, as changes that make it. */
  changes(): readonly Change[] {
    return [...this.byKind].flatMap(([kind, states]) =>
      [...states].map(([name, state]): Change => ({ do: 'put', kind, name, state })),
    );
  }
}
