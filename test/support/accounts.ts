import type { TestApp } from './app';
import { Client } from './client';

/* eslint-disable @typescript-eslint/no-explicit-any -- answers are as loose as JSON; the assertions say what they are */

/** Signs in by address and password, and returns the whole result. */
export async function signIn(
  app: TestApp,
  email: string,
  password: string,
  more: object = {},
  headers: Record<string, string> = {},
): Promise<{ client: Client; session: any; rule: string | null }> {
  const args = { input: { email, password, ...more } };
  const fields = 'session { accessToken refreshToken deviceToken expiresAt }';
  const { session, userErrors } = await app.anonymous.mutate('sessionCreate', args, fields, headers);
  return { client: new Client(app.url, session?.accessToken ?? null), session, rule: userErrors[0]?.rule ?? null };
}

export const activation = (token: string, password: string) => ({ input: { token, password } });

/** Whether the access token still authenticates a user. */
export async function isSignedIn(client: Client): Promise<boolean> {
  const { status, data } = await client.send('{ viewer { id } }');
  return status === 200 && data.viewer !== null;
}

/** Whether the session can still be renewed. */
export async function renews(app: TestApp, refreshToken: string): Promise<boolean> {
  const args = { input: { refreshToken } };
  const { session } = await app.anonymous.mutate('sessionRefresh', args, 'session { accessToken }');
  return session !== null;
}
