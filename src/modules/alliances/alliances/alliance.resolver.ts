import { Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { column, sql } from '../../../shared/database/sql';
import { withCondition } from '../../../shared/database/where';
import { AvailableAction, availableActions } from '../../../shared/graphql/actions';
import { FilterArg, IdArg, InputArg, type Order, OrderArg, RecordArgs } from '../../../shared/graphql/arguments';
import { connectionTypeOf, PageArgs } from '../../../shared/graphql/connection';
import type { Context, MutationContext } from '../../../shared/graphql/context';
import { Document, visibleDocuments } from '../../documents';
import { Alliance, AllianceStep } from './alliance.entity';
import {
  AllianceDecisionInput,
  AllianceFilter,
  AllianceOrder,
  AlliancePayload,
  AllianceCreateInput,
  AllianceUpdateInput,
} from './alliance.inputs';
import { allianceLifecycle } from './alliance.lifecycle';
import { alliancesWhere, conditionsOf } from './alliance.reader';
import * as alliances from './alliance.service';
import { exit } from './alliance-exit.service';

const AllianceConnection = connectionTypeOf(Alliance);

const byManager = 'For ECOSYSTEM_MANAGER.';

@Resolver(() => Alliance)
export class AllianceResolver {
  @Query(() => Alliance, {
    nullable: true,
    description: 'An alliance; null if it does not exist or you may not see it.',
  })
  alliance(@IdArg() id: string, @Ctx() { reader }: Context): Promise<Alliance | null> {
    return reader.byId(Alliance, id);
  }

  @Query(() => AllianceConnection, {
    description:
      'Alliances: all for ECOSYSTEM_MANAGER, SALES, OPERATIONS, PROJECT_MANAGER and ANALYST; for partner users those that their firm is a party of, from the selection on.',
  })
  alliances(
    @Args() page: PageArgs,
    @FilterArg(() => AllianceFilter) filter: AllianceFilter | null,
    @OrderArg(AllianceOrder) orderBy: Order | null,
    @Ctx() { reader }: Context,
  ) {
    return reader.page(Alliance, page, alliancesWhere(reader, filter), AllianceOrder.columns(orderBy));
  }

  @Query(() => AllianceConnection, {
    description: 'The alliances whose parties work together, by the day by which their next review is due.',
  })
  allianceReviewsDue(
    @Args() page: PageArgs,
    @FilterArg(() => AllianceFilter) filter: AllianceFilter | null,
    @Ctx() { reader }: Context,
  ) {
    // Only while the parties work together is there a next review.
    const scheduled = sql`${column<Alliance>('nextReviewOn')} IS NOT NULL`;
    const where = withCondition(alliancesWhere(reader, filter), scheduled);
    return reader.page(Alliance, page, where, [{ column: 'nextReviewOn' }]);
  }

  @FieldResolver(() => [AvailableAction], { description: 'The next steps, and whether you may take them.' })
  availableActions(@Root() alliance: Alliance, @Ctx() context: Context): Promise<AvailableAction[]> {
    const steps = allianceLifecycle.available(alliance.stage, conditionsOf(alliance));
    return availableActions(context, steps, alliance);
  }

  @Mutation(() => AlliancePayload, {
    description: `Records a possible alliance of the owners of two or more products. ${byManager}`,
  })
  allianceCreate(@InputArg() input: AllianceCreateInput, @Ctx() { tx }: MutationContext): Promise<Alliance> {
    return alliances.create(tx, input);
  }

  @Mutation(() => AlliancePayload, {
    description: `Replaces the description of an alliance that has not ended; its products only before SELECTION. ${byManager}`,
  })
  allianceUpdate(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: AllianceUpdateInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<Alliance> {
    return alliances.update(tx, id, version, input);
  }

  @Mutation(() => AlliancePayload, {
    description: `Takes an alliance one stage forward, with the record of the decision. From SELECTION on, an exit strategy must be agreed. ${byManager}`,
  })
  allianceAdvance(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: AllianceDecisionInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<Alliance> {
    return alliances.advance(tx, id, version, input);
  }

  @Mutation(() => AlliancePayload, {
    description: `Ends an alliance, in any stage: its agreed exit strategy becomes obligations, and its joint solutions are withdrawn. Refused while a review waits for its decision. ${byManager}`,
  })
  allianceExit(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: AllianceDecisionInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<Alliance> {
    return exit(tx, id, version, input);
  }
}

@Resolver(() => AllianceStep)
export class AllianceStepResolver {
  @FieldResolver(() => [Document], {
    description: 'The documents that the decision rests on, as far as you may see them; empty for partner roles.',
  })
  documents(@Root() step: AllianceStep, @Ctx() { reader }: Context): Promise<Document[]> {
    return visibleDocuments(reader, step.documents);
  }
}
