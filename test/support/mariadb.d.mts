export interface MariadbServer {
  /** With a user who may create databases, and without a database: mysql://root@127.0.0.1:PORT/ */
  url: string;
  pid: number;
  port: number;
  /** Where its data are; undefined in Docker. */
  folder?: string;
  /** Ends the server and removes its data. */
  stop(): Promise<void>;
  /** Ends the server as a power cut would; `startMariadb({ folder, port })` starts it again with its data. */
  kill(): Promise<void>;
}

export function startMariadb(options?: {
  /** Every commit is on the disk before it is acknowledged; off by default, for quick tests. */
  durable?: boolean;
  folder?: string;
  port?: number;
}): Promise<MariadbServer>;
