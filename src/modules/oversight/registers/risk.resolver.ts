import { Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { matching } from '../../../shared/database/where';
import { AvailableAction, availableActions } from '../../../shared/graphql/actions';
import { FilterArg, IdArg, InputArg, RecordArgs } from '../../../shared/graphql/arguments';
import { connectionTypeOf, PageArgs } from '../../../shared/graphql/connection';
import type { Context, MutationContext } from '../../../shared/graphql/context';
import { Project } from '../../projects';
import { heatMap } from './heat-map.formula';
import { inRegister } from './register.service';
import {
  RiskCloseInput,
  RiskFilter,
  RiskHeatMapCell,
  RiskPayload,
  RiskRaiseInput,
  RiskUpdateInput,
} from './registers.inputs';
import { Risk } from './risk.entity';
import { riskLifecycle, RiskStatus } from './risk.lifecycle';
import * as risks from './risk.service';

const RiskConnection = connectionTypeOf(Risk);

const byManagerOrOwner = 'By the PROJECT_MANAGER who answers for the project, or who watches it.';

@Resolver(() => Risk)
export class RiskResolver {
  @Query(() => Risk, { nullable: true, description: 'A risk; null where there is none that you may see.' })
  risk(@IdArg() id: string, @Ctx() { reader }: Context): Promise<Risk | null> {
    return reader.byId(Risk, id);
  }

  @Query(() => RiskConnection, {
    description: "Risks, oldest first: all for staff, those that concern their firm for a partner's people.",
  })
  risks(@Args() page: PageArgs, @FilterArg(() => RiskFilter) filter: RiskFilter | null, @Ctx() { reader }: Context) {
    const where = {
      ...matching(Risk, filter, 'projectId', 'partnerId', 'status', 'ownerId'),
    };
    return reader.page(Risk, page, where, [{ column: 'createdAt' }]);
  }

  @FieldResolver(() => [AvailableAction], { description: 'What can happen next, as it stands for you.' })
  async availableActions(@Root() risk: Risk, @Ctx() context: Context): Promise<AvailableAction[]> {
    const reader = context.reader.unnarrowed;
    const subject = await inRegister(reader, context.viewer, risk, await reader.require(Project, risk.projectId));
    return availableActions(context, riskLifecycle.available(risk.status), subject);
  }

  @Mutation(() => RiskPayload, {
    description: 'Notes something that may happen to a project. By anybody who is on it.',
  })
  riskRaise(@InputArg() input: RiskRaiseInput, @Ctx() { tx }: MutationContext): Promise<Risk> {
    return risks.raise(tx, input);
  }

  @Mutation(() => RiskPayload, { description: `Judges an open risk anew, as a whole. ${byManagerOrOwner}` })
  riskUpdate(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: RiskUpdateInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<Risk> {
    return risks.update(tx, id, version, input);
  }

  @Mutation(() => RiskPayload, { description: `Says what became of a risk. ${byManagerOrOwner}` })
  riskClose(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: RiskCloseInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<Risk> {
    return risks.close(tx, id, version, input);
  }
}

@Resolver(() => Project)
export class RiskHeatMapResolver {
  @FieldResolver(() => [RiskHeatMapCell], {
    description:
      "Its open risks by probability and impact: all 25 cells, the most probable first and of those the gravest. For a partner's people those that concern their firm.",
  })
  async riskHeatMap(@Root() project: Project, @Ctx() { reader }: Context): Promise<RiskHeatMapCell[]> {
    const where = { status: RiskStatus.OPEN };
    return heatMap(await reader.listBy(Risk, 'projectId', project.id, { where, orderBy: [{ column: 'id' }] }));
  }
}
