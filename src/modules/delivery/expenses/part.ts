import type { ModulePart } from '../../../shared/module';
import { Expense } from './expense.entity';
import './expense.policy';
import * as expenseFacts from './expenses.facts';
import './expenses.relations';
import { ExpensesResolver } from './expenses.resolver';

export const expenses: ModulePart = {
  entities: [Expense],
  resolvers: [ExpensesResolver],
  facts: Object.values(expenseFacts),
};
