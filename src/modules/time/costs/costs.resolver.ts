import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { isInternal } from '../../../shared/access/viewer';
import { FilterArg } from '../../../shared/graphql/arguments';
import type { Context } from '../../../shared/graphql/context';
import { Partner } from '../../partners';
import { CostByPhaseFilter, CostOfPhase, CostSource } from './costs.inputs';
import { costByPhase } from './costs.reader';

@Resolver(() => CostOfPhase)
export class CostsResolver {
  @Query(() => [CostOfPhase], {
    nullable: true,
    description:
      "Approved time and what it cost, added up by partner, phase and currency; one of each, in this order, the vendor's own people first. The vendor's own figures: null for partner roles.",
  })
  async costByPhase(
    @FilterArg(() => CostByPhaseFilter) filter: CostByPhaseFilter | null,
    @Arg('source', () => CostSource, { defaultValue: CostSource.ROLLUP, description: 'Leave it out, unless to check.' })
    source: CostSource,
    @Ctx() { reader, viewer }: Context,
  ): Promise<CostOfPhase[] | null> {
    return isInternal(viewer) ? costByPhase(reader, filter ?? {}, source) : null;
  }

  @FieldResolver(() => Partner, {
    nullable: true,
    description: "The firm of the people who worked; null for the vendor's own.",
  })
  partner(@Root() { partnerId }: CostOfPhase, @Ctx() { reader }: Context): Promise<Partner | null> {
    return reader.byId(Partner, partnerId);
  }
}
