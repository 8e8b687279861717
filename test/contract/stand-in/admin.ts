/** What a server does by HTTP/1.1, as far as it is here. */
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import type { Socket } from 'node:net';
import type { StandInLog } from './log.ts';

const SCAVENGE = '/admin/scavenge';

/** Takes connections; the requests that come on them are answered. */
export function admin(log: StandInLog): (socket: Socket) => void {
  const answer = ({ method, url = '' }: IncomingMessage, response: ServerResponse) => {
    const isScavenge = url.split('?')[0] === SCAVENGE;
    if (!isScavenge) return response.writeHead(404).end();
    if (method !== 'POST') return response.writeHead(405, { allow: 'POST' }).end();
    const body = JSON.stringify({ scavengeId: log.scavenge() });
    return response.writeHead(200, { 'content-type': 'application/json' }).end(body);
  };
  const server = createServer((request, response) => void answer(request, response));
  return (socket) => void server.emit('connection', socket);
}
