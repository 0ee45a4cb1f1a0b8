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
      'Rates, newest first. Staff see all; partner users see those of their own firm, without what the customer pays.',
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
        ...(general ? [sql`${column<Rate>('projectId')} IS NULL`] : []),
        ...(from ? [sql`${column<Rate>('effectiveOn')} >= ${from}`] : []),
        ...(to ? [sql`${column<Rate>('effectiveOn')} <= ${to}`] : []),
      ],
    };
    return reader.page(Rate, page, where, RateOrder.columns(orderBy));
  }

  @Mutation(() => RatePayload, {
    description:
      "Sets the hourly rate from a day on. The cost of an approved hour comes from the first of these that has a rate: the project's own rates on the day worked, the signed statement of work, the general rate card on the day worked in the currency of the statement of work. An ECOSYSTEM_MANAGER sets the general rates, the PROJECT_MANAGER who answers for a project its own.",
  })
  rateSet(
    @Arg('version', () => Int, {
      nullable: true,
      description:
        'Null for a new rate; to replace the rate of the same day, the version on which the change is based.',
    })
    version: number | null | undefined,
    @InputArg() input: RateSetInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<Rate> {
    return rates.set(tx, version ?? null, input);
  }
}
