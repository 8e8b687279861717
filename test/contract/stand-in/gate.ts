import { once } from 'node:events';
import { type AddressInfo, type Server, type Socket, connect, createServer } from 'node:net';

/** With which each connection of HTTP/2 begins. */
const PREFACE = Buffer.from('PRI * HTTP/2.0');

/** Stands before a server, so that connections can be cut, and nobody be let in, while the server itself goes on. */
export class Gate {
  private server: Server | undefined;
  private readonly outside = new Set<Socket>();
  private readonly pairs = new Map<number, readonly [Socket, Socket]>();
  private readonly inner: number;
  private readonly takeOther: (socket: Socket) => void;
  port: number;

  /**
   * @param inner the port of the server behind it
   * @param takeOther is given connections that are not HTTP/2
   */
  constructor(inner: number, takeOther: (socket: Socket) => void, port = 0) {
    this.inner = inner;
    this.takeOther = takeOther;
    this.port = port;
  }

  /** Opens at the port that it had before, if it had one. */
  async open(): Promise<void> {
    this.server = createServer((socket) => this.take(socket));
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
    for (const socket of this.outside) socket.destroy();
  }

  /** @param port by which the server behind knows the connection */
  cut(port: number): void {
    for (const socket of this.pairs.get(port) ?? []) socket.destroy();
    this.pairs.delete(port);
  }

  private take(socket: Socket): void {
    this.outside.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => this.outside.delete(socket));
    const decide = () => {
      const head = socket.read(PREFACE.length) as Buffer | null;
      if (!head) return;
      socket.off('readable', decide);
      socket.unshift(head);
      if (head.equals(PREFACE)) this.pass(socket);
      else this.takeOther(socket);
    };
    socket.on('readable', decide);
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
