import { Arg, Args, Ctx, Int, Mutation, Query, Resolver } from 'type-graphql';
import { matching } from '../../../shared/database/where';
import { column, sql } from '../../../shared/database/sql';
import { FilterArg, InputArg, type Order, OrderArg } from '../../../shared/graphql/arguments';
import { connectionTypeOf, PageArgs } from '../../../shared/graphql/connection';
import type { Context, MutationContext } from '../../../shared/graphql/context';
import { Rate } from './rate.entity';
import { RateFilter, RateOrder, RatePayload, RateSetInput } from './rates.inputs';
import * as rates from './rates.service';

const RateConnection = connectionTypeOf(Rate);

@Resolver(() => Rate)
export class RatesResolver {
  @Query(() => RateConnection, {
    description:
      "Rates, the newest first: all for staff; for a partner's people those of their own firm, without what the customer pays.",
  })
  rates(
    @Args() page: PageArgs,
    @FilterArg(() => RateFilter) filter: RateFilter | null,
    @OrderArg(RateOrder) orderBy: Order | null,
    @Ctx() { reader }: Context,
  ) {
    const { general, from, to } = filter ?? {};
    const where = {
      ...matching(Rate, filter, 'projectId', 'partnerId', 'role', 'currencyCode'),
      and: [
        ...(general ? [sql`${column('projectId')} IS NULL`] : []),
        ...(from ? [sql`${column('effectiveOn')} >= ${from}`] : []),
        ...(to ? [sql`${column('effectiveOn')} <= ${to}`] : []),
      ],
    };
    return reader.page(Rate, page, where, RateOrder.columns(orderBy));
  }

  @Mutation(() => RatePayload, {
    description:
      "Sets what an hour costs from a day on. An approved hour costs, in this order: what the project's own rate says that is in force on the day worked, what the signed statement of work says, what the general rate card says for that day in the currency of the statement of work. The general card by an ECOSYSTEM_MANAGER, a project's own by the PROJECT_MANAGER who answers for it.",
  })
  rateSet(
    @Arg('version', () => Int, {
      nullable: true,
      description: 'Null for a new rate; to replace the one of the same day, the version that the change is based on.',
    })
    version: number | null | undefined,
    @InputArg() input: RateSetInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<Rate> {
    return rates.set(tx, version ?? null, input);
  }
}
