import type { FastifyRequest } from 'fastify';

type Asked = Pick<FastifyRequest, 'method' | 'headers'>;

/** Somebody opens an address in a window, or sends a form there. */
export function isNavigation({ method, headers }: Asked): boolean {
  const mode = headers['sec-fetch-mode'];
  if (mode !== undefined) return mode === 'navigate';
  return method === 'GET' && (headers.accept ?? '').includes('text/html');
}

export const isChange = ({ method }: Asked): boolean => method !== 'GET' && method !== 'HEAD';
