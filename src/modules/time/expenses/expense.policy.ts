import { Policy } from '../../../shared/access/policy';
import { hasRole, Role, type Viewer } from '../../../shared/access/viewer';
import { column, sql } from '../../../shared/database/sql';
import { managesTheProject } from '../../projects';
import { expenseActions, type ExpenseOnProject, type Spending } from './expense.actions';
import { Expense } from './expense.entity';

export const policy = new Policy();

const worksOnIt = (viewer: Viewer, { project, allocated, refunded }: Spending) =>
  allocated || managesTheProject(viewer, project) || (refunded !== null && refunded.userId === viewer.userId);

/** Did the viewer spend it, or type it for the person who did? */
function isTheirs(viewer: Viewer, { expense }: ExpenseOnProject): boolean {
  return viewer.userId !== null && [expense.userId, expense.recordedById].includes(viewer.userId);
}

function isOfTheManager(_viewer: Viewer, { expense, project }: ExpenseOnProject): boolean {
  return [expense.userId, expense.recordedById].includes(project.managerId);
}

policy.allow(expenseActions.record).toSignedIn().when(worksOnIt);
policy
  .forbid(expenseActions.record)
  .when(
    (viewer, spending) => !worksOnIt(viewer, spending),
    'not-on-the-project',
    "Only people who are allocated to the project on that day and the project's manager can record its expenses; the person who spent the money can also record its refund.",
  );

const { update, discard, submit, withdraw, reopen } = expenseActions;
const authorsActions = [update, discard, submit, withdraw, reopen];
policy
  .allow(...authorsActions)
  .toSignedIn()
  .when(isTheirs);
policy
  .forbid(...authorsActions)
  .when(
    (viewer, subject) => !isTheirs(viewer, subject),
    'not-own-expense',
    'Only the person who spent the money, or who recorded the expense, can change, submit or withdraw it.',
  );

const { approve, reject, correct, reverse } = expenseActions;
const decisions = [approve, reject, correct, reverse];
policy
  .allow(...decisions)
  .to(Role.PROJECT_MANAGER)
  .when((viewer, { project }) => managesTheProject(viewer, project));
// Any other project manager decides on what the project's own manager spent or recorded.
policy
  .allow(...decisions)
  .to(Role.PROJECT_MANAGER)
  .when(isOfTheManager);
policy
  .forbid(expenseActions.approve, expenseActions.reject)
  .when(isTheirs, 'own-act', 'You cannot decide on expenses that you spent or recorded.');
policy
  .forbid(expenseActions.correct, expenseActions.reverse)
  .when(
    (viewer, { expense }) => viewer.userId === expense.userId,
    'own-act',
    'You cannot decide on your own expenses.',
  );

policy
  .show(Expense)
  .toStaff()
  .toPartners((viewer) =>
    hasRole(viewer, Role.PARTNER_ADMIN)
      ? sql`${column<Expense>('partnerId')} = ${viewer.partnerId}`
      : sql`${column<Expense>('userId')} = ${viewer.userId}`,
  );
