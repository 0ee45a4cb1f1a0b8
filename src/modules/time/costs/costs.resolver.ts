import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { isInternal } from '../../../shared/access/viewer';
import { FilterArg } from '../../../shared/graphql/arguments';
import { connectionTypeOf, PageArgs } from '../../../shared/graphql/connection';
import type { Context } from '../../../shared/graphql/context';
import { Partner } from '../../partners';
import { CostByPhaseFilter, CostOfPhase, CostSource } from './costs.inputs';
import { costByPhase } from './costs.reader';

const CostOfPhaseConnection = connectionTypeOf(CostOfPhase);

@Resolver(() => CostOfPhase)
export class CostsResolver {
  @Query(() => CostOfPhaseConnection, {
    nullable: true,
    description:
      "Approved time and its cost by partner, phase and currency, in this order, the vendor's own people first. Vendor-internal: null for partner roles.",
  })
  async costByPhase(
    @Args() page: PageArgs,
    @FilterArg(() => CostByPhaseFilter) filter: CostByPhaseFilter | null,
    @Arg('source', () => CostSource, {
      defaultValue: CostSource.ROLLUP,
      description: 'Needed only to check one source against the other.',
    })
    source: CostSource,
    @Ctx() { reader, viewer }: Context,
  ) {
    return isInternal(viewer) ? costByPhase(reader, page, filter ?? {}, source) : null;
  }

  @FieldResolver(() => Partner, {
    nullable: true,
    description: "The firm of the people who worked; null for the vendor's own.",
  })
  partner(@Root() { partnerId }: CostOfPhase, @Ctx() { reader }: Context): Promise<Partner | null> {
    return reader.byId(Partner, partnerId);
  }
}
