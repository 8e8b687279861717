/** An answer takes at most so long, ms. */
const LIMIT_MS = 10_000;
const SERVER_FAULT = 500;

/** The provider does not answer, or not as one that works. */
export class ProviderAway extends Error {}

/** Whether it, or what caused it, is that the provider is away. */
export function isAway(error: unknown): boolean {
  for (let one = error; one instanceof Error; one = one.cause) if (one instanceof ProviderAway) return true;
  return false;
}

type Asked = Parameters<typeof fetch>;

/** All that goes to the provider, and whether it answers. */
export class Contact {
  /** Since when it does not answer, and why; undefined while it does. */
  trouble: { readonly since: number; readonly why: string } | undefined;

  /** @throws ProviderAway */
  readonly fetch = async (url: Asked[0], options?: Asked[1]): Promise<Response> => {
    const signal = AbortSignal.timeout(LIMIT_MS);
    try {
      const answer = await fetch(url, { ...options, signal });
      if (answer.status >= SERVER_FAULT) throw new Error(`it answers with ${answer.status}`);
      this.trouble = undefined;
      return answer;
    } catch (cause) {
      const why = whyOf(cause);
      this.trouble ??= { since: Date.now(), why };
      throw new ProviderAway(why, { cause });
    }
  };
}

function whyOf(error: unknown): string {
  const { message, cause } = error as Error;
  const { code } = (cause ?? {}) as { code?: string };
  return code === undefined ? message : `${message} (${code})`;
}
