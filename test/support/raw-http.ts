import { connect, type Socket } from 'node:net';

/** What a server did with the bytes that it was sent. */
export interface RawOutcome {
  text: string;
  /** How the connection ended; null where it is still open. */
  ended: 'CLOSED' | 'RESET' | null;
}

/** A connection of bytes, for what no HTTP client would send. */
export function openRaw(url: string): { socket: Socket; outcome: RawOutcome; closed: Promise<RawOutcome> } {
  const { hostname, port } = new URL(url);
  const outcome: RawOutcome = { text: '', ended: null };
  const socket = connect(Number(port), hostname);
  socket.on('data', (data) => (outcome.text += data.toString('latin1')));
  const closed = new Promise<RawOutcome>((resolve) => {
    socket.on('error', () => (outcome.ended = 'RESET'));
    socket.on('close', () => {
      outcome.ended ??= 'CLOSED';
      resolve(outcome);
    });
  });
  return { socket, outcome, closed };
}

/** Sends the bytes and waits for the end of the connection; after so long it breaks off, and the connection did not end. */
export async function sendRaw(url: string, bytes: string | Buffer, milliseconds: number): Promise<RawOutcome> {
  const { socket, outcome, closed } = openRaw(url);
  socket.write(bytes);
  let isLate = false;
  const late = setTimeout(() => {
    isLate = true;
    socket.resetAndDestroy();
  }, milliseconds);
  await closed;
  clearTimeout(late);
  return isLate ? { ...outcome, ended: null } : outcome;
}
