import type { Id } from '../domain/ids';

/** What a user may be; several at the same time. The last two are for a partner's members. */
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

/** Read-only roles. */
const readingRoles: readonly Role[] = [Role.ANALYST];

/** What an API key may be used for. */
export enum ApiScope {
  XAPI_WRITE = 'XAPI_WRITE',
  XAPI_READ = 'XAPI_READ',
  GRAPHQL_READ = 'GRAPHQL_READ',
}

/** The user, API key or anonymous caller on whose behalf a request runs. */
export interface Viewer {
  /** STAFF works for the vendor, PARTNER for a partner; SYSTEM is a job or a fact handler. */
  readonly kind: 'ANONYMOUS' | 'STAFF' | 'PARTNER' | 'SYSTEM';
  readonly userId: Id<'user'> | null;
  readonly roles: readonly Role[];
  /** The partner of a member; null for all other viewers. */
  readonly partnerId: Id<'partner'> | null;
  readonly sessionId: Id<'session'> | null;
  /** The IANA time zone that the user has set; null or absent for the installation's. */
  readonly timeZone?: string | null;
  /** When the access token in the request expires; absent without a token. */
  readonly expiresAt?: Date;
  /** The API key of a program, which is not a user and cannot run mutations. */
  readonly apiKey?: { readonly id: Id<'apikey'>; readonly scopes: readonly ApiScope[] };
}

export const anonymous: Viewer = { kind: 'ANONYMOUS', userId: null, roles: [], partnerId: null, sessionId: null };
export const system: Viewer = { kind: 'SYSTEM', userId: null, roles: [], partnerId: null, sessionId: null };

export function hasRole(viewer: Viewer, ...roles: Role[]): boolean {
  return viewer.roles.some((role) => roles.includes(role));
}

/** Whether the viewer has only read-only roles. They may then only read and manage their own sign-in. */
export function readsOnly(viewer: Viewer): boolean {
  return viewer.roles.length > 0 && viewer.roles.every((role) => readingRoles.includes(role));
}

/** Staff and the system itself. Partner roles never see the vendor's internal data. */
export function isInternal(viewer: Viewer): boolean {
  return viewer.kind === 'STAFF' || viewer.kind === 'SYSTEM';
}
