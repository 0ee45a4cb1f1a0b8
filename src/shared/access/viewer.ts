import type { Id } from '../domain/ids';

/** What a user may be; several at once. The last two are the partner's own people. */
export enum Role {
  ADMIN = 'ADMIN',
  ECOSYSTEM_MANAGER = 'ECOSYSTEM_MANAGER',
  PROJECT_MANAGER = 'PROJECT_MANAGER',
  MENTOR = 'MENTOR',
  CONSULTANT = 'CONSULTANT',
  SALES = 'SALES',
  OPERATIONS = 'OPERATIONS',
  ANALYST = 'ANALYST',
  PARTNER_ADMIN = 'PARTNER_ADMIN',
  PARTNER_MEMBER = 'PARTNER_MEMBER',
}

export const partnerRoles: readonly Role[] = [Role.PARTNER_ADMIN, Role.PARTNER_MEMBER];

/** Roles that read only. */
const readingRoles: readonly Role[] = [Role.ANALYST];

/** What an API key is good for. */
export enum ApiScope {
  XAPI_WRITE = 'XAPI_WRITE',
  XAPI_READ = 'XAPI_READ',
  GRAPHQL_READ = 'GRAPHQL_READ',
}

/** Who is asking. */
export interface Viewer {
  /** STAFF works for the vendor, PARTNER for a partner firm; SYSTEM is a job or a reader of facts. */
  readonly kind: 'ANONYMOUS' | 'STAFF' | 'PARTNER' | 'SYSTEM';
  readonly userId: Id<'user'> | null;
  readonly roles: readonly Role[];
  /** The firm of a partner's user; null for everybody else. */
  readonly partnerId: Id<'partner'> | null;
  readonly sessionId: Id<'session'> | null;
  /** The time zone that a user has set, by its IANA name; null or absent for the installation's. */
  readonly timeZone?: string | null;
  /** When the access token expires that they sent; absent where they sent none. */
  readonly expiresAt?: Date;
  /** Where a program asks with an API key; it is no user, and no mutation is for it. */
  readonly apiKey?: { readonly id: Id<'apikey'>; readonly scopes: readonly ApiScope[] };
}

export const anonymous: Viewer = { kind: 'ANONYMOUS', userId: null, roles: [], partnerId: null, sessionId: null };
export const system: Viewer = { kind: 'SYSTEM', userId: null, roles: [], partnerId: null, sessionId: null };

export function hasRole(viewer: Viewer, ...roles: Role[]): boolean {
  return viewer.roles.some((role) => roles.includes(role));
}

/** Has the viewer no role that changes anything? Then nothing is open to them but reading and their own sign-in. */
export function readsOnly(viewer: Viewer): boolean {
  return viewer.roles.length > 0 && viewer.roles.every((role) => readingRoles.includes(role));
}

/** Staff and the system itself; partner roles never see what is the vendor's own. */
export function isInternal(viewer: Viewer): boolean {
  return viewer.kind === 'STAFF' || viewer.kind === 'SYSTEM';
}
