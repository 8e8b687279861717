import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { CodeWithStatus } from './problem.js';

const PROBLEMS: Readonly<Record<string, CodeWithStatus>> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'REQUEST_TIMEOUT', 'The request took too long to arrive.'],
  HPE_HEADER_OVERFLOW: [431, 'HEADERS_TOO_LARGE', 'The headers are larger than the service takes.'],
};
const MALFORMED: CodeWithStatus = [400, 'MALFORMED_REQUEST', 'This is not valid HTTP.'];

/** Answers what could not even be read as a request, straight into the socket. */
export function answerClientError(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  if (socket.writable) {
    const [status, code, detail] = PROBLEMS[error.code ?? ''] ?? MALFORMED;
    const title = STATUS_CODES[status];
    const instance = `urn:uuid:${randomUUID()}`;
    const body = JSON.stringify({ type: 'about:blank', title, status, detail, code, instance });
    socket.write(
      `HTTP/1.1 ${status} ${title}\r\nConnection: close\r\nContent-Type: application/problem+json\r\n` +
        `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    );
  }
  socket.destroy(error);
}
