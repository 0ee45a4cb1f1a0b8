import { Ctx, Mutation, Resolver } from 'type-graphql';
import { InputArg } from '../../../shared/graphql/arguments';
import type { MutationContext } from '../../../shared/graphql/context';
import type { StatementOfWork } from '../content/sow.entity';
import { SowPayload } from '../content/sow.inputs';
import { SowFromPlaybookInput } from './sow-from-playbook.inputs';
import { sowFromPlaybook } from './sow-from-playbook.service';

@Resolver()
export class SowFromPlaybookResolver {
  @Mutation(() => SowPayload, {
    description:
      'Drafts the statement of work of a project that has none by a published playbook, with its plan: scope items on their days, deliverables, milestones, hours per role and phase, prices and budgets. With all rates it is clear enough for review. By the PROJECT_MANAGER who answers for the project.',
  })
  sowFromPlaybook(
    @InputArg()
    input: SowFromPlaybookInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<StatementOfWork> {
    return sowFromPlaybook(tx, input);
  }
}
