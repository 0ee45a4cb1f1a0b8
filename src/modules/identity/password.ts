import { hash, verify } from 'argon2';
import { Semaphore } from 'async-mutex';
import { GraphQLError } from 'graphql';

/**
 * Each hash occupies a core and 64 MiB for a while: this many run concurrently in a process, and a limited number may
 * wait.
 */
const maxRunning = 2;
const maxWaiting = 24;
const running = new Semaphore(maxRunning);
let waiting = 0;

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (waiting >= maxWaiting) throw tooManyAtOnce();
  waiting += 1;
  const [, release] = await running.acquire().finally(() => (waiting -= 1));
  try {
    return await work();
  } finally {
    release();
  }
}

/** Argon2id with the library's recommended costs. */
export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(password));
}

let decoy: Promise<string> | null = null;

/** Created once; after a failure, the next sign-in creates it. */
function decoyHash(): Promise<string> {
  return (decoy ??= hash('the password of nobody').catch((error: unknown) => {
    decoy = null;
    throw error;
  }));
}

/** Takes the same time with or without a hash to compare with, so that the time does not reveal who has a login. */
export async function passwordMatches(passwordHash: string | null, password: string): Promise<boolean> {
  const decoyed = await decoyHash();
  const comparable = passwordHash ?? decoyed;
  const matches = await inTurn(() => verify(comparable, password));
  return matches && passwordHash !== null;
}

/** Whether nothing was checked because too many checks were running. */
export function isOverloaded(error: unknown): boolean {
  return error instanceof GraphQLError && error.extensions.code === 'OVERLOADED';
}

function tooManyAtOnce(): GraphQLError {
  return new GraphQLError('Too many passwords are being checked. Try again in a second.', {
    extensions: { code: 'OVERLOADED', http: { status: 503, headers: new Map([['retry-after', '1']]) } },
  });
}
