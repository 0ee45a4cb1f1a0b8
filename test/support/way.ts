import { connect, createServer, type Server, type Socket } from 'node:net';

/** A way to the database that can be cut, and frozen: then connections stay open and nothing passes. */
export class Way {
  private readonly sockets = new Set<Socket>();
  private server: Server | null = null;
  private frozen = false;

  private constructor(
    private readonly target: URL,
    private port = 0,
  ) {}

  static async to(target: URL): Promise<Way> {
    const way = new Way(target);
    await way.open();
    return way;
  }

  get url(): string {
    const url = new URL(this.target);
    url.hostname = '127.0.0.1';
    url.port = String(this.port);
    return url.toString();
  }

  async open(): Promise<void> {
    const server = createServer((socket) => {
      const onward = connect(Number(this.target.port || 3306), this.target.hostname);
      socket.pipe(onward).pipe(socket);
      for (const each of [socket, onward]) {
        this.sockets.add(each);
        each.on('error', () => undefined);
        each.on('close', () => {
          this.sockets.delete(each);
          socket.destroy();
          onward.destroy();
        });
      }
      if (this.frozen) this.stop(socket, onward);
    });
    await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve));
    this.port = (server.address() as { port: number }).port;
    this.server = server;
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => (this.server ? this.server.close(resolve) : resolve(null)));
    for (const socket of this.sockets) socket.destroy();
    await closed;
    this.server = null;
  }

  /** Nothing passes any more on the connections that there are, for good; and on new ones, until it is thawed. */
  freeze(): void {
    this.frozen = true;
    this.stop(...this.sockets);
  }

  thaw(): void {
    this.frozen = false;
  }

  private stop(...sockets: Socket[]): void {
    for (const socket of sockets) {
      socket.unpipe();
      socket.pause();
    }
  }
}
