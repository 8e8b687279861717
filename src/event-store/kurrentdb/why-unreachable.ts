import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { connect } from 'node:tls';

const PORT = 2113;
/** A server that is there begins to speak within, ms. */
const LIMIT_MS = 2_000;

interface Dialled {
  readonly nodes: readonly { readonly host: string; readonly port: number }[];
  readonly isTls: boolean;
  readonly verifies: boolean;
  readonly caFile: string | undefined;
}

/** What a connection string says of where and how; undefined where the nodes are found by the name service. */
function dialledBy(url: string): Dialled | undefined {
  const [, hosts, query = ''] = /^[^+:]+:\/\/(?:.*@)?([^/?]*)\/?(?:\?(.*))?$/s.exec(url) ?? [];
  if (!hosts) return undefined;
  const options = new Map(
    [...new URLSearchParams(query)].map(([name, value]) => [name.toLowerCase(), value]),
  );
  const nodes = hosts.split(',').map((node) => {
    const [, host, port] = /^(.*?)(?::(\d+))?$/.exec(node)!;
    return { host: host!.replace(/^\[(.*)\]$/, '$1'), port: Number(port ?? PORT) };
  });
  return {
    nodes,
    isTls: options.get('tls') !== 'false',
    verifies: options.get('tlsverifycert') !== 'false',
    caFile: options.get('tlscafile'),
  };
}

/** How TLS begins at a node: its error code, or nothing where it begins well. */
function handshake(host: string, port: number, ca?: Buffer): Promise<{ readonly code: string } | undefined> {
  return new Promise((done) => {
    const socket = connect({ host, port, ca, ...(isIP(host) === 0 && { servername: host }) });
    const end = (found?: { code: string }) => {
      socket.destroy();
      done(found);
    };
    socket.setTimeout(LIMIT_MS, () => end({ code: 'ETIMEDOUT' }));
    socket.on('secureConnect', () => end());
    socket.on('error', ({ code = 'unknown' }: NodeJS.ErrnoException) => end({ code }));
  });
}

/** What a socket says of a server that is not there, or of the way to it. */
const NOT_THERE = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);
/** What it says where the other end does not speak TLS. */
const NO_TLS = new Set([
  'EPROTO',
  'ERR_SSL_WRONG_VERSION_NUMBER',
  'ERR_SSL_PACKET_LENGTH_TOO_LONG',
  'ECONNRESET',
]);

/**
 * Why TLS does not come about with a server that is there: the client only says that it cannot be reached.
 * @returns undefined where it is something else; without capital or full stop
 */
export async function whyUnreachable(url: string): Promise<string | undefined> {
  const dialled = dialledBy(url);
  for (const { host, port } of dialled?.nodes ?? []) {
    const { isTls, verifies, caFile } = dialled!;
    const failed = await handshake(host, port, isTls && caFile ? readFileSync(caFile) : undefined);
    const code = failed?.code ?? '';
    if (NOT_THERE.has(code)) continue;
    const speaksTls = !NO_TLS.has(code);
    if (!isTls && speaksTls) return 'speaks TLS, and KURRENTDB_URL says tls=false';
    if (isTls && !speaksTls)
      return 'does not speak TLS, and KURRENTDB_URL asks for it; without it: tls=false';
    if (code === 'ERR_TLS_CERT_ALTNAME_INVALID' && verifies)
      return 'has a certificate for another name than KURRENTDB_URL calls it by';
    if (failed && isTls && verifies)
      return `has a certificate that is not trusted (${code}); name the file of its authority: tlsCAFile`;
  }
  return undefined;
}
