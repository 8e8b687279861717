import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, type Server, type Socket, createServer as createPlain } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer as createTls } from 'node:tls';
import { openKurrentDbEventStore } from '../../src/event-store/kurrentdb/kurrentdb-event-store.js';
import { whyUnreachable } from '../../src/event-store/kurrentdb/why-unreachable.js';

/** Of the name "elsewhere", by itself; its key is for nothing else than these tests. */
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBljCCATugAwIBAgIUW5jIlxRLz/Qr6EIbTvs0T4qUvSgwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJZWxzZXdoZXJlMCAXDTI2MTEzMDEyMjgxMVoYDzIxMjYxMTA2
MTIyODExWjAUMRIwEAYDVQQDDAllbHNld2hlcmUwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAAR/Iy8a4XfGxF1trp/574z7c/P0D9bN5j3tzgEFgTE3GJBWcEv+XgW4
9cOSGLQwtCqK0u3AlhLZws90mhaA5fe7o2kwZzAdBgNVHQ4EFgQUP+unETwwOnDi
A0midWwvsYEsZCQwHwYDVR0jBBgwFoAUP+unETwwOnDiA0midWwvsYEsZCQwDwYD
VR0TAQH/BAUwAwEB/zAUBgNVHREEDTALggllbHNld2hlcmUwCgYIKoZIzj0EAwID
SQAwRgIhAN02zr8+qxkqA3/dm7sVFbCX7PHQLbLXvxshs5b5FovQAiEAsrOZwbRp
BTDm3TWHdgKFfJNEZbBMTK9s5JhivxzNIK8=
-----END CERTIFICATE-----
`;
const KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgVdGy3KQrSNeRc67i
LL6lrXnOBeqSmR6dw5+FVnuY9X2hRANCAAR/Iy8a4XfGxF1trp/574z7c/P0D9bN
5j3tzgEFgTE3GJBWcEv+XgW49cOSGLQwtCqK0u3AlhLZws90mhaA5fe7
-----END PRIVATE KEY-----
`;

describe('a server to which TLS does not come about', () => {
  let directory: string;
  let plain: Server;
  let secure: Server;
  const sockets = new Set<Socket>();
  const portOf = (server: Server) => (server.address() as AddressInfo).port;
  const listening = async (server: Server) => {
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    return server;
  };
  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'pump-ledger-tls-'));
    writeFileSync(join(directory, 'ca.pem'), CERTIFICATE);
    const answer = (socket: Socket) => {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
    };
    plain = await listening(createPlain((socket) => answer(socket)));
    secure = createTls({ key: KEY, cert: CERTIFICATE }, (socket) => answer(socket));
    secure.on('tlsClientError', () => {});
    await listening(secure);
  });
  afterAll(() => {
    for (const socket of sockets) socket.destroy();
    plain.close();
    secure.close();
    rmSync(directory, { recursive: true });
  });

  it.each<[string, () => string, RegExp | undefined]>([
    ['it is on at the client only', () => `127.0.0.1:${portOf(plain)}?tls=true`, /does not speak TLS/],
    [
      'it is on at the server only',
      () => `a:b@127.0.0.1:${portOf(secure)}/?tls=false`,
      /speaks TLS, and .* tls=false/,
    ],
    ['the certificate is not trusted', () => `127.0.0.1:${portOf(secure)}`, /not trusted .*tlsCAFile/],
    [
      'the certificate is of another name',
      () => `127.0.0.1:${portOf(secure)}?tlsCAFile=${join(directory, 'ca.pem')}`,
      /another name/,
    ],
    ['nobody is there', () => '127.0.0.1:1,127.0.0.1:2?tls=true', undefined],
    [
      'one of the nodes is there',
      () => `127.0.0.1:1,127.0.0.1:${portOf(plain)}?tls=true`,
      /does not speak TLS/,
    ],
  ])('is told as it is where %s', async (_, where, why) => {
    const place = where();
    const url = `kurrentdb://${place}${place.includes('?') ? '&' : '?'}discoveryInterval=10`;
    const found = await whyUnreachable(url);
    if (why) expect(found).toMatch(why);
    else expect(found).toBeUndefined();
    const opened = openKurrentDbEventStore({ url, deadlineMs: 1_000 });
    await expect(opened).rejects.toThrow(why ?? /cannot be reached|did not answer/);
  });
});
