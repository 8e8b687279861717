import { createHash, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import { type IncomingMessage, type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a witness does beside the specification. */
export interface Misbehaviour {
  readonly status?: number;
  readonly body?: string;
  readonly type?: string;
  /** Appended to a good answer. */
  readonly more?: string;
}

interface Seen {
  readonly size: number;
  readonly root: Buffer;
}

const sha256 = (...parts: Uint8Array[]) => {
  const made = createHash('sha256');
  for (const part of parts) made.update(part);
  return made.digest();
};
const parent = (left: Buffer, right: Buffer) => sha256(Buffer.of(1), left, right);

const keyOf = (raw: Buffer) =>
  createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: raw.toString('base64url') }, format: 'jwk' });

/** RFC 9162, section 2.1.4.2, word for word. */
export function isConsistent(first: Seen, second: Seen, proof: readonly Buffer[]): boolean {
  if (first.size === second.size) return proof.length === 0 && first.root.equals(second.root);
  if (first.size === 0) return proof.length === 0;
  const path = Number.isInteger(Math.log2(first.size)) ? [first.root, ...proof] : [...proof];
  if (path.length === 0) return false;
  let [fn, sn] = [BigInt(first.size - 1), BigInt(second.size - 1)];
  while (fn & 1n) [fn, sn] = [fn >> 1n, sn >> 1n];
  let [fr, sr] = [path[0]!, path[0]!];
  for (const c of path.slice(1)) {
    if (sn === 0n) return false;
    if (fn & 1n || fn === sn) {
      [fr, sr] = [parent(c, fr), parent(c, sr)];
      while (!(fn & 1n) && fn !== 0n) [fn, sn] = [fn >> 1n, sn >> 1n];
    } else sr = parent(sr, c);
    [fn, sn] = [fn >> 1n, sn >> 1n];
  }
  return fr.equals(first.root) && sr.equals(second.root) && sn === 0n;
}

/** Whether one of the signatures is of one of the verifier keys (type 01), read by hand. */
export function isSigned(note: string, vkeys: readonly string[]): boolean {
  const end = note.lastIndexOf('\n\n') + 1;
  return vkeys.some((vkey) => {
    const [, name, id, key] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(vkey.trim())!;
    const raw = Buffer.from(key!, 'base64');
    return note
      .slice(end + 1)
      .split('\n')
      .filter((line) => line.startsWith(`— ${name} `))
      .map((line) => Buffer.from(line.split(' ')[2]!, 'base64'))
      .filter((signature) => signature.toString('hex', 0, 4) === id)
      .some((signature) =>
        verify(null, Buffer.from(note.slice(0, end)), keyOf(raw.subarray(1)), signature.subarray(4)),
      );
  });
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

/** A witness by the specification (C2SP tlog-witness, tlog-cosignature), which shares no code with the service. */
export class TestWitness {
  readonly seen = new Map<string, Seen>();
  readonly requests: string[] = [];
  readonly connections = new Set<unknown>();
  readonly raw: Buffer;
  /** Verifier keys of the logs that it knows; where it knows none, 404. */
  trusted: readonly string[] = [];
  misbehaviour: Misbehaviour | undefined;
  private readonly pair = generateKeyPairSync('ed25519');
  private server: Server | undefined;
  private port = 0;

  constructor(readonly name: string) {
    this.raw = Buffer.from(this.pair.publicKey.export({ format: 'jwk' }).x!, 'base64url');
  }

  get keyId(): Buffer {
    return sha256(Buffer.from(`${this.name}\n`), Buffer.of(4), this.raw).subarray(0, 4);
  }

  get vkey(): string {
    const key = Buffer.concat([Buffer.of(4), this.raw]).toString('base64');
    return `${this.name}+${this.keyId.toString('hex')}+${key}`;
  }

  /** As WITNESSES_FILE has it. */
  get line(): string {
    return `${this.vkey} http://127.0.0.1:${this.port}/witness\n`;
  }

  /** On the same port as before, if it was stopped. */
  async start(): Promise<this> {
    this.server = createServer((request, response) => {
      void this.answer(request).then(({ status = 200, type = 'text/plain', body = '' }) =>
        response.writeHead(status, { 'content-type': type }).end(body),
      );
    });
    this.server.on('connection', (connection) => this.connections.add(connection));
    await new Promise<void>((done) => this.server!.listen(this.port, '127.0.0.1', done));
    this.port = (this.server.address() as AddressInfo).port;
    return this;
  }

  async stop(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise((done) => this.server?.close(done));
  }

  /** Whether the note carries a cosignature of this witness over its text. */
  cosigned(note: string): boolean {
    const end = note.lastIndexOf('\n\n') + 1;
    return note
      .slice(end + 1)
      .split('\n')
      .filter((line) => line.startsWith(`— ${this.name} `))
      .map((line) => Buffer.from(line.split(' ')[2]!, 'base64'))
      .some((bytes) => {
        const message = `cosignature/v1\ntime ${bytes.readBigUInt64BE(4)}\n${note.slice(0, end)}`;
        return (
          bytes.subarray(0, 4).equals(this.keyId) &&
          verify(null, Buffer.from(message), this.pair.publicKey, bytes.subarray(12))
        );
      });
  }

  private async answer(request: IncomingMessage): Promise<Misbehaviour> {
    const body = await textOf(request);
    if (request.method !== 'POST' || request.url !== '/witness/add-checkpoint') return { status: 405 };
    this.requests.push(body);
    const { misbehaviour } = this;
    if (misbehaviour && misbehaviour.more === undefined) return misbehaviour;
    const answer = this.addCheckpoint(body);
    return { ...answer, body: (answer.body ?? '') + (misbehaviour?.more ?? '') };
  }

  private addCheckpoint(body: string): Misbehaviour {
    const [, old, lines, note] = /^old (0|[1-9]\d*)\n((?:[A-Za-z0-9+/]{43}=\n)*)\n([^]*)$/.exec(body) ?? [];
    if (old === undefined || note === undefined) return { status: 400 };
    const [origin, size, root] = note.split('\n');
    if (!this.trusted.some((vkey) => vkey.startsWith(`${origin}+`))) return { status: 404 };
    if (!isSigned(note, this.trusted)) return { status: 403 };
    const offered = { size: Number(size), root: Buffer.from(root!, 'base64') };
    const known = this.seen.get(origin!) ?? { size: 0, root: sha256() };
    if (Number(old) > offered.size) return { status: 400 };
    const conflict = { status: 409, type: 'text/x.tlog.size', body: `${known.size}\n` };
    if (Number(old) !== known.size) return conflict;
    if (known.size === offered.size && !known.root.equals(offered.root)) return conflict;
    const proof = lines!
      .split('\n')
      .slice(0, -1)
      .map((line) => Buffer.from(line, 'base64'));
    if (!isConsistent(known, offered, proof)) return { status: 422 };
    this.seen.set(origin!, offered);
    return { body: this.cosign(note) };
  }

  private cosign(note: string): string {
    const time = Buffer.alloc(8);
    time.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 1000)));
    const text = note.slice(0, note.lastIndexOf('\n\n') + 1);
    const message = `cosignature/v1\ntime ${time.readBigUInt64BE()}\n${text}`;
    const made = sign(null, Buffer.from(message), this.pair.privateKey);
    return `— ${this.name} ${Buffer.concat([this.keyId, time, made]).toString('base64')}\n`;
  }
}
