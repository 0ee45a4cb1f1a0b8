import { createVerifier } from 'fast-jwt';

/*
 * The access rules of the peers: the same tokens, the same sessions and the same rows as in the product.
 */

export interface Viewer {
  userId: string;
  roles: string[];
  /** The partner of a member; null for staff. */
  partnerId: string | null;
}

export interface Claims {
  sub: string;
  sid: string;
}

export const listening = { host: '127.0.0.1', port: 0 };

const verify = createVerifier({
  key: process.env.TOKEN_SECRET!,
  algorithms: ['HS256'],
  allowedIss: 'trellis',
  allowedAud: 'trellis-api',
  requiredClaims: ['sub', 'sid', 'exp'],
});

/** The claims of the bearer token; null if it is forged or not in force. */
export function claimsOf(authorization: string | undefined): Claims | null {
  if (!authorization?.startsWith('Bearer ')) return null;
  try {
    return verify(authorization.slice(7)) as Claims;
  } catch {
    return null;
  }
}

export const viewerSql = `SELECT u.roles, u.partnerId FROM session AS s JOIN user AS u ON u.id = s.userId
  WHERE s.id = ? AND u.id = ? AND s.revokedAt IS NULL AND s.expiresAt > ? AND u.status = 'ACTIVE'`;

/** The current time in stored form. */
export function now(): string {
  return stored(new Date());
}

export function stored(at: Date): string {
  return at.toISOString().replace('T', ' ').replace('Z', '');
}

/** A stored moment in published form. */
export function published(moment: string): string {
  const text = moment.replace(' ', 'T');
  // A driver omits a fraction of zero.
  return text.includes('.') ? `${text}Z` : `${text}.000Z`;
}

/** A stored list of texts, which some drivers return as JSON text. */
export function textsOf(stored: unknown): string[] {
  return (typeof stored === 'string' ? JSON.parse(stored) : stored) as string[];
}

export interface Piece {
  text: string;
  params: unknown[];
}

const everything: Piece = { text: '1 = 1', params: [] };

/** The condition that narrows to the viewer's rows, by the column with the partner. */
export function ofFirm({ partnerId }: Viewer, column: string): Piece {
  return partnerId ? { text: `${column} = ?`, params: [partnerId] } : everything;
}

/** The same for rows of projects: those that the viewer's partner is staffed on. */
export function ofStaffedProjects({ partnerId }: Viewer, column: string): Piece {
  if (!partnerId) return everything;
  return {
    text: `${column} IN (SELECT projectId FROM project_staffing WHERE partnerId = ?)`,
    params: [partnerId],
  };
}

export interface Position {
  key: string;
  id: string;
}

export function cursorOf(position: Position): string {
  return Buffer.from(JSON.stringify([position.key, position.id])).toString('base64url');
}

export function positionOf(cursor: string): Position {
  const [key, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as [string, string];
  return { key, id };
}

/** Hundredths of a percent in published form: exact, without trailing zeros. */
export function percentOf(hundredths: number): string {
  return String(hundredths / 100);
}
