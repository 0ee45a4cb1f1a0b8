import { sql } from '../../../shared/database/sql';
import type { Transaction } from '../../../shared/database/transaction';
import { Project } from '../../projects';
import { healthOf } from './health.reader';

/**
 * Keeps the health of a project as it is found now, for lists to be filtered by. It is derived, and no change of the project
 * by anybody: it has no version and no history.
 */
export async function keepHealth(tx: Transaction, projectId: string): Promise<void> {
  const project = await tx.load(Project, projectId);
  const { status, assessedAt } = await healthOf(tx.reader, tx.clock, project);
  const at = tx.stored(Project, 'healthAssessedAt', assessedAt);
  await tx.execute(sql`UPDATE project SET healthStatus = ${status}, healthAssessedAt = ${at} WHERE id = ${project.id}`);
}
