/** Who is signed in, and their access token: renewed before it expires, and kept across a reload of the page. */

const SESSION_CREATE = `mutation ($input: SessionCreateInput!) {
  sessionCreate(input: $input) { session { accessToken refreshToken expiresAt deviceToken } userErrors { code message } }
}`;

const SESSION_REFRESH = `mutation ($input: SessionRefreshInput!) {
  sessionRefresh(input: $input) { session { accessToken refreshToken expiresAt } userErrors { code message } }
}`;

const SESSION_REVOKE = `mutation { sessionRevoke { userErrors { code message } } }`;

/** A token this close to its end is renewed before it is used. */
const RENEW_BEFORE_END_MS = 60_000;

const STORED_SESSION = 'trellis.session';
const STORED_SIGNED_OUT = 'trellis.signedOut';
const STORED_DEVICE = 'trellis.device.';

interface Tokens {
  accessToken: string;
  refreshToken: string;
  expiresAt: string;
  deviceToken?: string | null;
}

interface StoredSession extends Tokens {
  email: string;
}

interface SessionPayload {
  session: Tokens | null;
  userErrors: { code: string; message: string }[];
}

interface Answer {
  data?: Record<string, SessionPayload | null> | null;
  errors?: { message: string }[];
}

export class Session {
  private current: StoredSession | null = read();
  private renewal: Promise<void> | null = null;
  private readonly listeners: (() => void)[] = [];

  /** The e-mail of the person who is signed in. */
  get email(): string | null {
    return this.current?.email ?? null;
  }

  /** Whether the person has signed out here, and so must not be signed in again automatically. */
  get hasSignedOut(): boolean {
    return sessionStorage.getItem(STORED_SIGNED_OUT) !== null;
  }

  onChange(listener: () => void): void {
    this.listeners.push(listener);
  }

  async signIn(email: string, password: string): Promise<void> {
    // Lets the server recognize this device even while strangers try the address. It grants no access by itself.
    const device = STORED_DEVICE + email.toLowerCase();
    const deviceToken = localStorage.getItem(device);
    const { deviceToken: issued, ...tokens } = await askForTokens('sessionCreate', SESSION_CREATE, {
      email,
      password,
      ...(deviceToken && { deviceToken }),
    });
    if (issued) localStorage.setItem(device, issued);
    sessionStorage.removeItem(STORED_SIGNED_OUT);
    this.set({ ...tokens, email });
  }

  async signOut(): Promise<void> {
    const authorization = await this.authorization();
    this.set(null);
    sessionStorage.setItem(STORED_SIGNED_OUT, 'yes');
    if (authorization) {
      // This tab drops the token even if the request fails; revoking it on the server is the second lock.
      await send(SESSION_REVOKE, {}, authorization).catch(() => undefined);
    }
  }

  /** The value of the authorization header, with a token that does not expire soon; null when signed out. */
  async authorization(): Promise<string | null> {
    if (this.current && Date.parse(this.current.expiresAt) - Date.now() < RENEW_BEFORE_END_MS) {
      // One renewal for all requests that wait: a refresh token is good for one use.
      this.renewal ??= this.renew(this.current).finally(() => (this.renewal = null));
      await this.renewal;
    }
    return this.current ? `Bearer ${this.current.accessToken}` : null;
  }

  private async renew(session: StoredSession): Promise<void> {
    try {
      const tokens = await askForTokens('sessionRefresh', SESSION_REFRESH, { refreshToken: session.refreshToken });
      // Listeners are not told: the person is the same.
      this.store({ ...tokens, email: session.email });
    } catch (error) {
      if (error instanceof Refused) this.set(null);
      else throw error;
    }
  }

  private set(session: StoredSession | null): void {
    this.store(session);
    for (const listener of this.listeners) listener();
  }

  private store(session: StoredSession | null): void {
    this.current = session;
    // sessionStorage ends with the tab; a token in localStorage would outlive the visit.
    if (session) sessionStorage.setItem(STORED_SESSION, JSON.stringify(session));
    else sessionStorage.removeItem(STORED_SESSION);
  }
}

/** The server answered, and refused. */
class Refused extends Error {}

function read(): StoredSession | null {
  try {
    return JSON.parse(sessionStorage.getItem(STORED_SESSION) ?? 'null') as StoredSession | null;
  } catch {
    return null;
  }
}

async function askForTokens(field: string, query: string, input: Record<string, string>): Promise<Tokens> {
  const { data, errors } = await send(query, { input });
  const payload = data?.[field];
  if (payload?.session) return payload.session;
  throw new Refused([...(payload?.userErrors ?? []), ...(errors ?? [])][0]?.message ?? 'The server has refused.');
}

async function send(query: string, variables: Record<string, unknown>, authorization?: string): Promise<Answer> {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(authorization && { authorization }) },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as Answer;
}
