/** A witness or timestamp authority answers within, ms. */
const ANSWER_WITHIN_MS = 10_000;
/** Enough for a certificate chain, or a hundred cosignatures. */
const MOST_BYTES = 256 * 1024;

export interface Reply {
  readonly status: number;
  readonly type: string;
  readonly body: Buffer;
}

/** A witness or timestamp authority did not do what was asked; the message completes "it …". */
export class ExternalRequestFailed extends Error {}

async function bodyOf(answer: Response): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of answer.body ?? []) {
    chunks.push(chunk);
    bytes += chunk.length;
    // What is not read ends with the loop.
    if (bytes > MOST_BYTES) throw new ExternalRequestFailed(`answered with more than ${MOST_BYTES} bytes`);
  }
  return Buffer.concat(chunks);
}

/**
 * Posts to a witness or a timestamp authority.
 * @param closing ends the request
 * @throws ExternalRequestFailed where no whole answer comes in time
 */
export async function externalRequest(
  url: string,
  type: string,
  body: Uint8Array<ArrayBuffer>,
  closing: AbortSignal,
): Promise<Reply> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': type },
      body,
      redirect: 'manual',
      signal: AbortSignal.any([AbortSignal.timeout(ANSWER_WITHIN_MS), closing]),
    });
    const { status, headers } = answer;
    return { status, type: headers.get('content-type') ?? '', body: await bodyOf(answer) };
  } catch (error) {
    if (error instanceof ExternalRequestFailed) throw error;
    const { message, cause } = error as Error & { readonly cause?: { readonly message?: string } };
    // `fetch` itself says no more than that it failed.
    const why = cause?.message ?? message;
    throw new ExternalRequestFailed(`did not answer (${why})`, { cause: error });
  }
}
