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
      'Drafts the statement of work of a project that has none from a published playbook, with its plan: scope items with their days, deliverables, milestones, hours per role and phase, prices and budgets. With all rates it passes the clarity check. Only the PROJECT_MANAGER who answers for the project may do this.',
  })
  sowFromPlaybook(
    @InputArg()
    input: SowFromPlaybookInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<StatementOfWork> {
    return sowFromPlaybook(tx, input);
  }
}
