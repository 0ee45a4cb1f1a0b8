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

const byManagerOrOwner = 'The PROJECT_MANAGER who answers for the project, or the owner of the risk, may do this.';

@Resolver(() => Risk)
export class RiskResolver {
  @Query(() => Risk, {
    nullable: true,
    description: 'A risk by its id; null if it does not exist or you may not see it.',
  })
  risk(@IdArg() id: string, @Ctx() { reader }: Context): Promise<Risk | null> {
    return reader.byId(Risk, id);
  }

  @Query(() => RiskConnection, {
    description: 'Risks, oldest first. Staff see all, partner users those that concern their firm.',
  })
  risks(@Args() page: PageArgs, @FilterArg(() => RiskFilter) filter: RiskFilter | null, @Ctx() { reader }: Context) {
    const where = {
      ...matching(Risk, filter, 'projectId', 'partnerId', 'status', 'ownerId'),
    };
    return reader.page(Risk, page, where, [{ column: 'createdAt' }]);
  }

  @FieldResolver(() => [AvailableAction], { description: 'The next steps, and whether you may take them.' })
  async availableActions(@Root() risk: Risk, @Ctx() context: Context): Promise<AvailableAction[]> {
    const reader = context.reader.unnarrowed;
    const subject = await inRegister(reader, context.viewer, risk, await reader.require(Project, risk.projectId));
    return availableActions(context, riskLifecycle.available(risk.status), subject);
  }

  @Mutation(() => RiskPayload, {
    description: 'Records a risk of a project. Everyone on the project may do this.',
  })
  riskRaise(@InputArg() input: RiskRaiseInput, @Ctx() { tx }: MutationContext): Promise<Risk> {
    return risks.raise(tx, input);
  }

  @Mutation(() => RiskPayload, { description: `Replaces the assessment of an open risk. ${byManagerOrOwner}` })
  riskUpdate(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: RiskUpdateInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<Risk> {
    return risks.update(tx, id, version, input);
  }

  @Mutation(() => RiskPayload, { description: `Closes a risk with its outcome. ${byManagerOrOwner}` })
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
      "The project's open risks by probability and impact: all 25 cells by descending probability, then impact. For partner users, those that concern their firm.",
  })
  async riskHeatMap(@Root() project: Project, @Ctx() { reader }: Context): Promise<RiskHeatMapCell[]> {
    const where = { status: RiskStatus.OPEN };
    return heatMap(await reader.listBy(Risk, 'projectId', project.id, { where, orderBy: [{ column: 'id' }] }));
  }
}
