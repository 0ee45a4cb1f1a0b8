export interface MariadbServer {
  /** With a user who may create databases, without a database name: mysql://root@127.0.0.1:PORT/ */
  url: string;
  pid: number;
  port: number;
  /** The folder of its data; undefined in Docker. */
  folder?: string;
  /** Stops the server and deletes its data. */
  stop(): Promise<void>;
  /** Kills the server, like a power cut; `startMariadb({ folder, port })` starts it again with its data. */
  kill(): Promise<void>;
}

export function startMariadb(options?: {
  /** Whether commits are flushed to disk before they are acknowledged; off by default, for fast tests. */
  durable?: boolean;
  folder?: string;
  port?: number;
}): Promise<MariadbServer>;
