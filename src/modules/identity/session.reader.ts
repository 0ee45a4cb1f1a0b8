import { system } from '../../shared/access/viewer';
import { column, sql } from '../../shared/database/sql';
import type { Context } from '../../shared/graphql/context';
import type { SignedInSession } from './identity.inputs';
import { StoredSession } from './session.entity';

const maxSessions = 100;

/** The viewer's own active sessions. */
export async function sessionsOf({ database, viewer, clock }: Context): Promise<SignedInSession[]> {
  const now = database.shapes.of(StoredSession).stored('expiresAt', clock.now());
  const { nodes } = await database
    .reader(system)
    .page(
      StoredSession,
      { first: maxSessions, after: null },
      { userId: viewer.userId!, revokedAt: null, and: [sql`${column<StoredSession>('expiresAt')} > ${now}`] },
      [{ column: 'createdAt', direction: 'DESC' }],
    );
  return nodes.map(({ id, device, network, createdAt, lastUsedAt, expiresAt }) => ({
    id,
    device,
    network,
    createdAt,
    lastUsedAt,
    expiresAt,
    current: id === viewer.sessionId,
  }));
}
