import type { FastifyReply, FastifyRequest } from 'fastify';

/** By which a browser is known before it has a session, and after it. */
export const LOGIN_COOKIE = '__Host-pump-ledger-login';

const SECRET = /^[A-Za-z0-9_-]{43}$/;

/** The secret in a cookie; undefined where there is none that this service could have set. */
export function secretIn({ headers }: Pick<FastifyRequest, 'headers'>, name: string): string | undefined {
  const pairs = (headers.cookie ?? '').split(';').map((pair) => pair.trim());
  const value = pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
  return value !== undefined && SECRET.test(value) ? value : undefined;
}

/** Until the browser is closed. */
export function setSecret(reply: FastifyReply, name: string, secret: string): void {
  set(reply, `${name}=${secret}; Path=/; HttpOnly; Secure; SameSite=Lax`);
}

export function dropSecret(reply: FastifyReply, name: string): void {
  set(reply, `${name}=; Path=/; Max-Age=0; HttpOnly; Secure; SameSite=Lax`);
}

/** The server adds to what was set before. */
const set = (reply: FastifyReply, cookie: string): void => void reply.header('set-cookie', cookie);
