import { once } from 'node:events';
import { type AddressInfo, type Server, type Socket, connect, createServer } from 'node:net';

/** Stands before a server, so that connections can be cut, and nobody be let in, while the server itself goes on. */
export class Gate {
  private server: Server | undefined;
  private readonly pairs = new Map<number, readonly [Socket, Socket]>();
  private readonly inner: number;
  port = 0;

  /** @param inner the port of the server behind it */
  constructor(inner: number) {
    this.inner = inner;
  }

  /** Opens at the port that it had before, if it had one. */
  async open(): Promise<void> {
    this.server = createServer((outside) => this.pass(outside));
    this.server.listen(this.port, '127.0.0.1');
    await once(this.server, 'listening');
    this.port = (this.server.address() as AddressInfo).port;
  }

  async shut(): Promise<void> {
    const { server } = this;
    if (!server) return;
    this.server = undefined;
    const closed = once(server, 'close');
    server.close();
    this.cutAll();
    await closed;
  }

  cutAll(): void {
    for (const port of this.pairs.keys()) this.cut(port);
  }

  /** @param port by which the server behind knows the connection */
  cut(port: number): void {
    for (const socket of this.pairs.get(port) ?? []) socket.destroy();
    this.pairs.delete(port);
  }

  private pass(outside: Socket): void {
    const inside = connect(this.inner, '127.0.0.1');
    let port = 0;
    inside.once('connect', () => {
      port = inside.localPort!;
      this.pairs.set(port, [outside, inside]);
    });
    for (const socket of [outside, inside]) {
      socket.setNoDelay(true);
      socket.on('error', () => {});
      socket.on('close', () => {
        this.pairs.delete(port);
        outside.destroy();
        inside.destroy();
      });
    }
    outside.pipe(inside);
    inside.pipe(outside);
  }
}
