import { Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
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
import { ClaritySeverity } from '../../sow';
import { CoSell } from './co-sell.entity';
import { clarityOf, editability, inputName } from './co-sell.formula';
import {
  CoSellClarity,
  CoSellDraftInput,
  CoSellFilter,
  CoSellOrder,
  CoSellPayload,
  CoSellUpdateInput,
} from './co-sell.inputs';
import { coSellLifecycle } from './co-sell.lifecycle';
import * as coSells from './co-sell.service';

const CoSellConnection = connectionTypeOf(CoSell);

const bySellers = "The partner's PARTNER_ADMIN, SALES or an ECOSYSTEM_MANAGER may do this.";
const byReviewers = 'SALES or an ECOSYSTEM_MANAGER who neither drafted nor submitted it may do this.';

@Resolver(() => CoSell)
export class CoSellResolver {
  @Query(() => CoSell, {
    nullable: true,
    description: 'A co-sell by its id; null if it does not exist or you may not see it.',
  })
  coSell(@IdArg() id: string, @Ctx() { reader }: Context): Promise<CoSell | null> {
    return reader.byId(CoSell, id);
  }

  @Query(() => CoSellConnection, {
    description:
      "Opportunities that partners and allies share, newest first unless ordered otherwise. Staff see all, a PARTNER_ADMIN the firm's, a PARTNER_MEMBER none.",
  })
  coSells(
    @Args() page: PageArgs,
    @FilterArg(() => CoSellFilter) filter: CoSellFilter | null,
    @OrderArg(CoSellOrder) orderBy: Order | null,
    @Ctx() { reader }: Context,
  ) {
    const where = matching(CoSell, filter, 'partnerId', 'organizationId', 'status', 'involvement', 'jointSolutionId');
    return reader.page(CoSell, page, where, CoSellOrder.columns(orderBy));
  }

  @FieldResolver(() => CoSellClarity, { description: 'What is missing for the review, said before the submission.' })
  clarity(@Root() coSell: CoSell, @Ctx() { clock }: Context): CoSellClarity {
    const findings = clarityOf(coSell, clock.today());
    return { complete: findings.every(({ severity }) => severity !== ClaritySeverity.ERROR), findings };
  }

  @FieldResolver(() => [String], {
    description: 'The fields of the input of `coSellUpdate` that may be changed in its present status.',
  })
  editableFields(@Root() { status }: CoSell): string[] {
    return editability[status].map(inputName);
  }

  @FieldResolver(() => [AvailableAction], { description: 'The next steps, and whether you may take them.' })
  availableActions(@Root() coSell: CoSell, @Ctx() context: Context): Promise<AvailableAction[]> {
    return availableActions(context, coSellLifecycle.available(coSell.status), coSell);
  }

  @Mutation(() => CoSellPayload, { description: `Drafts a co-sell, complete or not. ${bySellers}` })
  coSellDraft(@InputArg() input: CoSellDraftInput, @Ctx() { tx }: MutationContext): Promise<CoSell> {
    return coSells.draft(tx, input);
  }

  @Mutation(() => CoSellPayload, {
    description: `Replaces the description of a co-sell. Only the fields that \`editableFields\` lists may differ from the present ones. ${bySellers}`,
  })
  coSellUpdate(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: CoSellUpdateInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<CoSell> {
    return coSells.update(tx, id, version, input);
  }

  @Mutation(() => CoSellPayload, { description: `Discards a draft for good. ${bySellers}` })
  coSellDiscard(@Args() { id, version }: RecordArgs, @Ctx() { tx }: MutationContext): Promise<CoSell> {
    return coSells.discard(tx, id, version);
  }

  @Mutation(() => CoSellPayload, {
    description: `Submits a co-sell for review, if no finding of \`clarity\` is an error. ${bySellers}`,
  })
  coSellSubmit(@Args() { id, version }: RecordArgs, @Ctx() { tx }: MutationContext): Promise<CoSell> {
    return coSells.submit(tx, id, version);
  }

  @Mutation(() => CoSellPayload, {
    description: `Withdraws a co-sell whose review has not begun; it is a draft again. ${bySellers}`,
  })
  coSellWithdraw(@Args() { id, version }: RecordArgs, @Ctx() { tx }: MutationContext): Promise<CoSell> {
    return coSells.withdraw(tx, id, version);
  }

  @Mutation(() => CoSellPayload, { description: `Begins the review of a co-sell. ${byReviewers}` })
  coSellStartReview(@Args() { id, version }: RecordArgs, @Ctx() { tx }: MutationContext): Promise<CoSell> {
    return coSells.startReview(tx, id, version);
  }

  @Mutation(() => CoSellPayload, {
    description: `Asks for changes, which opens the fields for them; then it is submitted and reviewed again. ${byReviewers}`,
  })
  coSellRequireAction(@Args() { id, version, reason }: ReasonArgs, @Ctx() { tx }: MutationContext): Promise<CoSell> {
    return coSells.requireAction(tx, id, version, reason);
  }

  @Mutation(() => CoSellPayload, { description: `Approves a co-sell. ${byReviewers}` })
  coSellApprove(@Args() { id, version }: RecordArgs, @Ctx() { tx }: MutationContext): Promise<CoSell> {
    return coSells.approve(tx, id, version);
  }

  @Mutation(() => CoSellPayload, { description: `Rejects a co-sell. ${byReviewers}` })
  coSellReject(@Args() { id, version, reason }: ReasonArgs, @Ctx() { tx }: MutationContext): Promise<CoSell> {
    return coSells.reject(tx, id, version, reason);
  }
}
