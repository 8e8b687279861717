import { resolve } from 'node:path';
import { type Half, filesOf } from './files.js';

const DECLARES = ['describe', 'it', 'test', 'beforeAll', 'beforeEach', 'afterEach', 'afterAll'] as const;

type Declare = ((...given: unknown[]) => unknown) & Record<string, unknown>;
const declares = globalThis as unknown as Record<string, Declare>;

/** Keeps what is declared with one of Jest's functions, or by way of one, such as `it.each`, for later. */
function kept(real: Declare, later: (() => unknown)[]): Declare {
  return new Proxy(real, {
    apply: (_, __, given: unknown[]) => void later.push(() => real(...given)),
    get(_, name: string) {
      const found = real[name];
      if (typeof found !== 'function') return found;
      if (name !== 'each') return kept(found as Declare, later);
      return (...table: unknown[]) => kept((found as Declare)(...table) as Declare, later);
    },
  });
}

/** What a file declares at its top level: hooks, too, are then its own, and not those of all files. */
async function declaredIn(file: string): Promise<readonly (() => unknown)[]> {
  const later: (() => unknown)[] = [];
  const real = Object.fromEntries(DECLARES.map((name) => [name, declares[name]!]));
  for (const name of DECLARES) declares[name] = kept(real[name]!, later);
  try {
    await import(resolve('test', file));
  } finally {
    Object.assign(declares, real);
  }
  return later;
}

/** Declares the spec files of a part, each as a `describe` by its name. */
export async function join(half: Half, part: string): Promise<void> {
  for (const file of filesOf(half, part)) {
    const declared = await declaredIn(file);
    describe(file, () => {
      for (const declare of declared) declare();
    });
  }
}
