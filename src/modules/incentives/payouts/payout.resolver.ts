import { Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { sql, column } from '../../../shared/database/sql';
import { matching, withCondition } from '../../../shared/database/where';
import { AvailableAction, availableActions } from '../../../shared/graphql/actions';
import { FilterArg, IdArg, InputArg, OrderArg, ReasonArgs, RecordArgs } from '../../../shared/graphql/arguments';
import { connectionTypeOf, PageArgs } from '../../../shared/graphql/connection';
import type { Context, MutationContext } from '../../../shared/graphql/context';
import { Payout, PayoutLine } from './payout.entity';
import { PayoutFilter, PayoutMarkPaidInput, PayoutOrder, PayoutPayload, PayoutPrepareInput } from './payout.inputs';
import { payoutLifecycle } from './payout.lifecycle';
import * as payouts from './payout.service';

const PayoutConnection = connectionTypeOf(Payout);

const byManagers = 'Only an ECOSYSTEM_MANAGER may do this.';

@Resolver(() => Payout)
export class PayoutResolver {
  @Query(() => Payout, {
    nullable: true,
    description: 'A payout by its id; null if it does not exist or you may not see it.',
  })
  payout(@IdArg() id: string, @Ctx() { reader }: Context): Promise<Payout | null> {
    return reader.byId(Payout, id);
  }

  @Query(() => PayoutConnection, {
    description:
      'Payouts. ECOSYSTEM_MANAGER, OPERATIONS and ANALYST see all; a PARTNER_ADMIN sees approved and paid ones in which the firm has a line.',
  })
  payouts(
    @Args() page: PageArgs,
    @FilterArg(() => PayoutFilter) filter: PayoutFilter | null,
    @OrderArg(PayoutOrder) orderBy: InstanceType<typeof PayoutOrder> | null,
    @Ctx() { reader }: Context,
  ) {
    const where = matching(Payout, filter, 'currencyCode', 'status');
    // Narrowed, so that the filter does not tell a partner whom else a payout pays.
    const ofPartner = filter?.partnerId
      ? [
          sql`${column<Payout>('id')} IN (SELECT t.payoutId FROM payout_line AS t WHERE t.partnerId = ${filter.partnerId} AND ${reader.visible(PayoutLine)})`,
        ]
      : [];
    return reader.page(Payout, page, withCondition(where, ...ofPartner), PayoutOrder.columns(orderBy));
  }

  @FieldResolver(() => [AvailableAction], { description: 'The next steps, and whether you may take them.' })
  availableActions(@Root() payout: Payout, @Ctx() context: Context): Promise<AvailableAction[]> {
    return availableActions(context, payoutLifecycle.available(payout.status), payout);
  }

  @Mutation(() => PayoutPayload, {
    description: `Freezes the list of what is payable in a currency on a day: one line for each partner to whom at least the minimum of the scheme in force is payable. The rest, and debts, stay for the next payout. ${byManagers}`,
  })
  payoutPrepare(@InputArg() input: PayoutPrepareInput, @Ctx() { tx }: MutationContext): Promise<Payout> {
    return payouts.prepare(tx, input);
  }

  @Mutation(() => PayoutPayload, {
    description: `Approves a payout. The user who prepared it cannot do this. ${byManagers}`,
  })
  payoutApprove(@Args() { id, version }: RecordArgs, @Ctx() { tx }: MutationContext): Promise<Payout> {
    return payouts.approve(tx, id, version);
  }

  @Mutation(() => PayoutPayload, {
    description: `Records that an approved payout was paid, and posts it to the ledgers of its partners. ${byManagers}`,
  })
  payoutMarkPaid(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: PayoutMarkPaidInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<Payout> {
    return payouts.markPaid(tx, id, version, input);
  }

  @Mutation(() => PayoutPayload, {
    description: `Discards a payout that is not approved; its entries are payable with another one. ${byManagers}`,
  })
  payoutDiscard(@Args() { id, version, reason }: ReasonArgs, @Ctx() { tx }: MutationContext): Promise<Payout> {
    return payouts.discard(tx, id, version, reason);
  }
}
