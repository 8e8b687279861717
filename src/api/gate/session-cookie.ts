/** Names a session to the service; a browser sends it to no other host, and never without TLS but to this machine. */
export const SESSION_COOKIE = '__Host-pump-ledger';

const GIVEN = new RegExp(`(?:^|;)\\s*${SESSION_COOKIE}=`);

/** Whether a request counts as one of a browser's session: where it says by itself who asks, the cookie is ignored. */
export const comesWithSession = (headers: {
  readonly cookie?: string | undefined;
  readonly authorization?: string | undefined;
}): boolean => headers.authorization === undefined && GIVEN.test(headers.cookie ?? '');
