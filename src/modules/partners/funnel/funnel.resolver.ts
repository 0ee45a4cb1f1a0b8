import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { PlainDate } from '../../../shared/domain/dates';
import { connectionTypeOf, PageArgs } from '../../../shared/graphql/connection';
import type { Context } from '../../../shared/graphql/context';
import { requireViewer } from '../../../shared/graphql/errors';
import { PlainDateScalar } from '../../../shared/graphql/scalars';
import { Partner } from '../firms/partner.entity';
import { reachedWithin, readFunnel } from './funnel.reader';
import { FunnelStep, PartnerFunnel } from './funnel.types';

const PartnerConnection = connectionTypeOf(Partner);

@Resolver(() => FunnelStep)
export class FunnelResolver {
  @Query(() => PartnerFunnel, {
    description:
      'How far the partners that applied in a period have come, stage by stage. For staff over all partners, for partner users over their own.',
  })
  partnerFunnel(
    @Arg('from', () => PlainDateScalar, { description: 'The first day of applications.' }) from: PlainDate,
    @Arg('to', () => PlainDateScalar, {
      description: 'The last day of applications; at most 120 months after the first.',
    })
    to: PlainDate,
    @Ctx() context: Context,
  ): Promise<PartnerFunnel> {
    requireViewer(context.viewer);
    return readFunnel(context, from, to);
  }

  @FieldResolver(() => PartnerConnection, { description: 'The partners counted, by the time of their application.' })
  partners(@Root() { stage, range }: FunnelStep, @Args() page: PageArgs, @Ctx() { reader, clock }: Context) {
    return reader.page(Partner, page, { and: [reachedWithin(clock, stage, range)] }, [{ column: 'createdAt' }]);
  }
}
