import { hasRole, Role, type Viewer } from '../../../shared/access/viewer';
import { column, sql } from '../../../shared/database/sql';
import { policy } from '../delivery.policy';
import type { Project } from '../projects/project.entity';
import { managesTheProject } from '../projects/projects.policy';
import { Expense } from './expense.entity';

/** What the recording is asked of: the project, and whether the viewer is allocated to it on the day. */
export interface Spending {
  project: Project;
  allocated: boolean;
}

/** What the decision is asked of: the expense, and the project whose manager decides on it. */
export interface ExpenseOnProject {
  expense: Expense;
  project: Project;
}

const worksOnIt = (viewer: Viewer, { project, allocated }: Spending) => allocated || managesTheProject(viewer, project);

policy.allow('expense.record').toSignedIn().when(worksOnIt);
policy
  .forbid('expense.record')
  .when(
    (viewer: Viewer, spending: Spending) => !worksOnIt(viewer, spending),
    'not-on-the-project',
    "Expenses are recorded by people who are allocated to the project on that day, and by the project's manager.",
  );
policy
  .allow('expense.approve', 'expense.reject')
  .to(Role.PROJECT_MANAGER)
  .when((viewer: Viewer, { project }: ExpenseOnProject) => managesTheProject(viewer, project));
policy
  .forbid('expense.approve', 'expense.reject')
  .when(
    (viewer: Viewer, { expense }: ExpenseOnProject) => viewer.userId === expense.userId,
    'own-act',
    'Nobody decides on their own expenses.',
  );

policy
  .show(Expense)
  .toStaff()
  .toPartners((viewer) =>
    hasRole(viewer, Role.PARTNER_ADMIN)
      ? sql`${column('partnerId')} = ${viewer.partnerId}`
      : sql`${column('userId')} = ${viewer.userId}`,
  );
