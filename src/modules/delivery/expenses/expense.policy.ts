import { hasRole, Role, type Viewer } from '../../../shared/access/viewer';
import { column, sql } from '../../../shared/database/sql';
import { policy } from '../delivery.policy';
import type { Project } from '../projects/project.entity';
import { managesTheProject } from '../projects/projects.policy';
import { Expense } from './expense.entity';

/** What the recording is asked of: the project, whether the viewer is allocated to it on the day, and what is refunded. */
export interface Spending {
  project: Project;
  allocated: boolean;
  refunded: Expense | null;
}

/** What the decision is asked of: the expense, and the project whose manager decides on it. */
export interface ExpenseOnProject {
  expense: Expense;
  project: Project;
}

const worksOnIt = (viewer: Viewer, { project, allocated, refunded }: Spending) =>
  allocated || managesTheProject(viewer, project) || (refunded !== null && refunded.userId === viewer.userId);

/** Did they spend it, or type it for who did? */
function isTheirs(viewer: Viewer, { expense }: ExpenseOnProject): boolean {
  return viewer.userId !== null && [expense.userId, expense.recordedById].includes(viewer.userId);
}

function isOfTheManager(_viewer: Viewer, { expense, project }: ExpenseOnProject): boolean {
  return [expense.userId, expense.recordedById].includes(project.managerId);
}

policy.allow('expense.record').toSignedIn().when(worksOnIt);
policy
  .forbid('expense.record')
  .when(
    (viewer: Viewer, spending: Spending) => !worksOnIt(viewer, spending),
    'not-on-the-project',
    "Expenses are recorded by people who are allocated to the project on that day, and by the project's manager; refunds also by who spent the money.",
  );

const authorsActions = ['update', 'discard', 'submit', 'withdraw', 'reopen'].map((action) => `expense.${action}`);
policy
  .allow(...authorsActions)
  .toSignedIn()
  .when(isTheirs);
policy
  .forbid(...authorsActions)
  .when(
    (viewer: Viewer, subject: ExpenseOnProject) => !isTheirs(viewer, subject),
    'not-own-expense',
    'Expenses are changed, submitted and withdrawn by who spent the money or recorded them.',
  );

const decisions = ['approve', 'reject', 'correct', 'reverse'].map((action) => `expense.${action}`);
policy
  .allow(...decisions)
  .to(Role.PROJECT_MANAGER)
  .when((viewer: Viewer, { project }: ExpenseOnProject) => managesTheProject(viewer, project));
// Any other project manager decides on what the project's own manager spent or recorded.
policy
  .allow(...decisions)
  .to(Role.PROJECT_MANAGER)
  .when(isOfTheManager);
policy
  .forbid('expense.approve', 'expense.reject')
  .when(isTheirs, 'own-act', 'Nobody decides on expenses that they spent or recorded.');
policy
  .forbid('expense.correct', 'expense.reverse')
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
