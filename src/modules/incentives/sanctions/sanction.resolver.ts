import { Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Node } from '../../../shared/database/record';
import { column, sql } from '../../../shared/database/sql';
import { matching } from '../../../shared/database/where';
import { AvailableAction, availableActions } from '../../../shared/graphql/actions';
import {
  FilterArg,
  IdArg,
  InputArg,
  type Order,
  OrderArg,
  ReasonArgs,
  RecordArgs,
} from '../../../shared/graphql/arguments';
import { connectionTypeOf, PageArgs } from '../../../shared/graphql/connection';
import type { Context, MutationContext } from '../../../shared/graphql/context';
import { Document, visibleDocuments } from '../../documents';
import { visibleRecords } from '../evidence';
import { blockersOfAdding } from './corrective-action.service';
import { correctiveActionActions } from './sanction.actions';
import { Sanction } from './sanction.entity';
import {
  SanctionAnswerInput,
  SanctionFilter,
  SanctionOrder,
  SanctionPayload,
  SanctionProposeInput,
  SanctionUpdateInput,
} from './sanction.inputs';
import { sanctionLifecycle, SanctionStatus } from './sanction.lifecycle';
import * as sanctions from './sanction.service';

const SanctionConnection = connectionTypeOf(Sanction);

@Resolver(() => Sanction)
export class SanctionResolver {
  @Query(() => Sanction, {
    nullable: true,
    description: 'A sanction by its id; null if it does not exist or you may not see it.',
  })
  sanction(@IdArg() id: string, @Ctx() { reader }: Context): Promise<Sanction | null> {
    return reader.byId(Sanction, id);
  }

  @Query(() => SanctionConnection, {
    description: 'Sanctions. Staff see all, administrators of a partner those against their own firm.',
  })
  sanctions(
    @Args() page: PageArgs,
    @FilterArg(() => SanctionFilter) filter: SanctionFilter | null,
    @OrderArg(SanctionOrder) orderBy: Order | null,
    @Ctx() { reader }: Context,
  ) {
    const { responseDueBy, endsBy } = filter ?? {};
    const where = {
      ...matching(Sanction, filter, 'partnerId', 'offeringId', 'status', 'severity', 'effect'),
      and: [
        ...(responseDueBy ? [sql`${column<Sanction>('responseDueOn')} <= ${responseDueBy}`] : []),
        ...(endsBy ? [sql`${column<Sanction>('endsOn')} <= ${endsBy}`] : []),
      ],
    };
    return reader.page(Sanction, page, where, SanctionOrder.columns(orderBy));
  }

  @FieldResolver(() => [Node], { description: 'The records that prove the reasons and that you may see.' })
  evidence(@Root() sanction: Sanction, @Ctx() { reader }: Context): Promise<Node[]> {
    return visibleRecords(reader, sanction.evidenceIds);
  }

  @FieldResolver(() => [Document], { description: "The documents of the partner's answer that you may see." })
  answerDocuments(@Root() sanction: Sanction, @Ctx() { reader }: Context): Promise<Document[]> {
    return visibleDocuments(reader, sanction.answerDocuments);
  }

  @FieldResolver(() => [AvailableAction], { description: 'The next steps, and whether you may take them.' })
  async availableActions(@Root() sanction: Sanction, @Ctx() context: Context): Promise<AvailableAction[]> {
    const conditions = await sanctions.conditionsOf(context.reader, sanction, context.clock.today());
    const steps = await availableActions(context, sanctionLifecycle.available(sanction.status, conditions), sanction);
    if (sanction.status !== SanctionStatus.PROPOSED && sanction.status !== SanctionStatus.IN_FORCE) return steps;
    const adding = { action: correctiveActionActions.add, blockedBy: blockersOfAdding(sanction) };
    return [...steps, ...(await availableActions(context, [adding], sanction))];
  }

  @Mutation(() => SanctionPayload, {
    description:
      'Proposes a sanction. The partner can answer during the response period of the incentive scheme in force; then another person decides on it. For ECOSYSTEM_MANAGER and PROJECT_MANAGER.',
  })
  sanctionPropose(@InputArg() input: SanctionProposeInput, @Ctx() { tx }: MutationContext): Promise<Sanction> {
    return sanctions.propose(tx, input);
  }

  @Mutation(() => SanctionPayload, {
    description:
      'Replaces the content of a proposed sanction; the response period begins again. For the user who proposed it. What the system proposed, an ECOSYSTEM_MANAGER takes over by this.',
  })
  sanctionUpdate(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: SanctionUpdateInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<Sanction> {
    return sanctions.update(tx, id, version, input);
  }

  @Mutation(() => SanctionPayload, {
    description:
      "Answers a proposed sanction, or corrects the answer, until somebody decides on it. Only the partner's PARTNER_ADMIN may do this.",
  })
  sanctionAnswer(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: SanctionAnswerInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<Sanction> {
    return sanctions.answer(tx, id, version, input);
  }

  @Mutation(() => SanctionPayload, {
    description: 'Gives up a proposed sanction. For an ECOSYSTEM_MANAGER, and the user who proposed it.',
  })
  sanctionWithdraw(@Args() { id, version, reason }: ReasonArgs, @Ctx() { tx }: MutationContext): Promise<Sanction> {
    return sanctions.withdraw(tx, id, version, reason);
  }

  @Mutation(() => SanctionPayload, {
    description:
      'Puts a proposed sanction in force after the response period, or immediately if it is for safety. Only an ECOSYSTEM_MANAGER who did not propose it may do this.',
  })
  sanctionImpose(@Args() { id, version, reason }: ReasonArgs, @Ctx() { tx }: MutationContext): Promise<Sanction> {
    return sanctions.impose(tx, id, version, reason);
  }

  @Mutation(() => SanctionPayload, {
    description:
      'Lifts a sanction in force, once every action of its corrective plan is confirmed or dropped. A partner that was suspended by it alone is reinstated. Only an ECOSYSTEM_MANAGER may do this.',
  })
  sanctionClear(@Args() { id, version, reason }: ReasonArgs, @Ctx() { tx }: MutationContext): Promise<Sanction> {
    return sanctions.clear(tx, id, version, reason);
  }
}
