import type { ModulePart } from '../../../shared/module';
import { Expense } from './expense.entity';
import { policy } from './expense.policy';
import * as expenseFacts from './expenses.facts';
import { relations } from './expenses.relations';
import { ExpensesResolver } from './expenses.resolver';

export const expenses: ModulePart = {
  entities: [Expense],
  resolvers: [ExpensesResolver],
  policies: [policy],
  relations,
  facts: Object.values(expenseFacts),
};
