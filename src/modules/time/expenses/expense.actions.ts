import { actionsOn } from '../../../shared/domain/action';
import type { Project } from '../../projects';
import type { Expense } from './expense.entity';

/** A project, whether the viewer is allocated to it on the day, and the expense to refund, if any. */
export interface Spending {
  project: Project;
  allocated: boolean;
  refunded: Expense | null;
}

/** An expense, and the project whose manager decides on it. */
export interface ExpenseOnProject {
  expense: Expense;
  project: Project;
}

export const expenseActions = {
  ...actionsOn<Spending>()('expense', 'record'),
  ...actionsOn<ExpenseOnProject>()(
    'expense',
    'update',
    'discard',
    'submit',
    'withdraw',
    'approve',
    'reject',
    'reopen',
    'correct',
    'reverse',
  ),
};
