import { Role } from '../../../shared/access/viewer';
import { column, raw, type Sql, sql } from '../../../shared/database/sql';
import { type User, UserStatus } from '../../identity';
import type { Project } from './project.entity';

/** Can the person answer for a project? */
export function canManage({ status, roles }: Pick<User, 'status' | 'roles'>): boolean {
  return status === UserStatus.ACTIVE && roles.includes(Role.PROJECT_MANAGER);
}

/** Selects the projects whose manager cannot answer for them, or those whose manager can. */
export function hasNoManager(none: boolean): Sql {
  const able = sql`SELECT able.id FROM user AS able WHERE able.status = ${UserStatus.ACTIVE} AND able.roles LIKE ${`%"${Role.PROJECT_MANAGER}"%`}`;
  return sql`${column<Project>('managerId')} ${raw(none ? 'NOT IN' : 'IN')} (${able})`;
}
