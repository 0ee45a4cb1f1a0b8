import { connect, type Socket } from 'node:net';
import { performance } from 'node:perf_hooks';

/*
 * A small HTTP client that sends prepared bytes and parses as little as possible, to leave most of the machine to the
 * server. Unlike common load generators, it waits for every response before a slice ends, so that none reaches into the
 * next server's slice and acknowledged changes can be counted exactly; and it keeps its rate even if the server is slow.
 */

export interface Shot {
  bytes: Buffer;
  /** The kind of request, if a workload has several. */
  kind: string;
  /** The fault of a response; null if it is right. */
  fault(status: number, body: Buffer): string | null;
}

export interface Answer {
  shot: Shot;
  status: number;
  body: Buffer;
  fault: string | null;
  milliseconds: number;
}

export type OnAnswer = (answer: Answer) => void;

const patience = 30_000;

/** A complete request, ready to be sent. */
export function shot(
  request: { method: string; path: string; headers: Record<string, string>; body?: string },
  fault: Shot['fault'],
  kind = '',
): Shot {
  const { method, path, headers, body = '' } = request;
  const lines = Object.entries({ host: 'localhost', ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
  const length = method === 'GET' ? '' : `content-length: ${Buffer.byteLength(body)}\r\n`;
  return { bytes: Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join('')}${length}\r\n${body}`), kind, fault };
}

/** Sends one request at a time on each connection, for the given time. Returns the time until the last response. */
export async function closedLoop(
  port: number,
  next: () => Shot,
  options: { connections: number; milliseconds: number },
  onAnswer: OnAnswer,
): Promise<number> {
  const connections = Array.from({ length: options.connections }, () => new Connection(port));
  await Promise.all(connections.map((connection) => connection.opened));
  const begun = performance.now();
  await Promise.all(
    connections.map(async (connection) => {
      do onAnswer(await connection.send(next()));
      while (performance.now() - begun < options.milliseconds);
    }),
  );
  const taken = performance.now() - begun;
  for (const connection of connections) connection.close();
  return taken;
}

/**
 * Sends requests at a steady rate, regardless of response times. A request without a free connection waits, and its time
 * counts from when it was due. Returns how many were still waiting at the end.
 */
export async function openLoop(
  port: number,
  next: () => Shot,
  options: { rate: number; milliseconds: number; maxConnections: number },
  onAnswer: OnAnswer,
): Promise<number> {
  const idle: Connection[] = [];
  const all = new Set<Connection>();
  const waiting: { shot: Shot; due: number }[] = [];
  const begun = performance.now();
  let sent = 0;
  let open = 0;

  await new Promise<void>((resolve, reject) => {
    const drive = (connection: Connection, { shot: mine, due }: { shot: Shot; due: number }) => {
      open += 1;
      connection.send(mine).then((answer) => {
        onAnswer({ ...answer, milliseconds: performance.now() - begun - due });
        open -= 1;
        const following = performance.now() - begun < options.milliseconds ? waiting.shift() : undefined;
        if (following) drive(connection, following);
        else idle.push(connection);
      }, reject);
    };
    const timer = setInterval(() => {
      const now = performance.now() - begun;
      const until = Math.min(now, options.milliseconds);
      for (; (sent * 1000) / options.rate < until; sent += 1) {
        const request = { shot: next(), due: (sent * 1000) / options.rate };
        let connection = idle.pop();
        if (!connection && all.size < options.maxConnections) all.add((connection = new Connection(port)));
        if (connection) drive(connection, request);
        else waiting.push(request);
      }
      if (now < options.milliseconds || open > 0) return;
      clearInterval(timer);
      resolve();
    }, 1);
  });
  for (const connection of all) connection.close();
  return waiting.length;
}

/** Sends one request and returns its response. */
export async function ask(port: number, request: Shot): Promise<Answer> {
  const connection = new Connection(port);
  try {
    return await connection.send(request);
  } finally {
    connection.close();
  }
}

/** A keep-alive connection with at most one request in flight; reopened when the server has closed it. */
class Connection {
  opened: Promise<void>;
  private socket!: Socket;
  private pending: { resolve(answer: Answer): void; reject(error: Error): void; shot: Shot; at: number } | null = null;
  private parts: Buffer[] = [];
  private received = 0;
  /** The head of the response in progress, once it has arrived. */
  private head: { status: number; from: number; length: number | null; closes: boolean } | null = null;

  constructor(private readonly port: number) {
    this.opened = this.open();
  }

  async send(request: Shot): Promise<Answer> {
    const at = performance.now();
    if (this.socket.destroyed) this.opened = this.open();
    await this.opened;
    return new Promise((resolve, reject) => {
      this.pending = { resolve, reject, shot: request, at };
      this.socket.write(request.bytes);
    });
  }

  close(): void {
    this.socket.destroy();
  }

  private open(): Promise<void> {
    const socket = connect({ port: this.port, host: '127.0.0.1', noDelay: true });
    this.socket = socket;
    socket.setTimeout(patience, () => socket.destroy(new Error(`no answer after ${patience / 1000} s`)));
    socket.on('data', (data) => this.take(data));
    socket.on('close', () => this.fail(new Error('the server closed the connection')));
    return new Promise((resolve, reject) => {
      socket.once('connect', resolve);
      socket.on('error', (error) => {
        reject(error);
        this.fail(error);
      });
    });
  }

  private fail(error: Error): void {
    const pending = this.pending;
    this.pending = null;
    pending?.reject(error);
  }

  private take(data: Buffer): void {
    this.parts.push(data);
    this.received += data.length;
    this.head ??= this.readHead();
    if (!this.head || !this.pending) return;
    const { status, from, length, closes } = this.head;
    let body: Buffer;
    if (length === null) {
      const whole = unchunked(this.whole().subarray(from));
      if (!whole) return;
      body = whole;
    } else {
      if (this.received < from + length) return;
      body = this.whole().subarray(from);
    }
    const { resolve, shot: request, at } = this.pending;
    this.pending = null;
    this.head = null;
    this.parts = [];
    this.received = 0;
    if (closes) this.socket.destroy();
    const milliseconds = performance.now() - at;
    resolve({ shot: request, status, body, milliseconds, fault: request.fault(status, body) });
  }

  private whole(): Buffer {
    if (this.parts.length > 1) this.parts = [Buffer.concat(this.parts, this.received)];
    return this.parts[0]!;
  }

  private readHead(): Connection['head'] {
    const whole = this.whole();
    const end = whole.indexOf('\r\n\r\n');
    if (end < 0) return null;
    const text = whole.toString('latin1', 0, end).toLowerCase();
    const length = /\r\ncontent-length: *(\d+)/.exec(text)?.[1];
    const none = text.startsWith('204', 9);
    return {
      status: Number(text.slice(9, 12)),
      from: end + 4,
      length: length !== undefined ? Number(length) : none ? 0 : null,
      closes: /\r\nconnection: *close/.test(text),
    };
  }
}

/** The content of a chunked body; null while it is not complete. */
function unchunked(data: Buffer): Buffer | null {
  const parts: Buffer[] = [];
  for (let at = 0; ;) {
    const end = data.indexOf('\r\n', at);
    if (end < 0) return null;
    const length = parseInt(data.toString('latin1', at, end), 16);
    if (length === 0) return data.length >= end + 4 ? Buffer.concat(parts) : null;
    if (data.length < end + 2 + length + 2) return null;
    parts.push(data.subarray(end + 2, end + 2 + length));
    at = end + 2 + length + 2;
  }
}
