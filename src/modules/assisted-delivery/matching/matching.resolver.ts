import { Args, Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '../../../shared/graphql/context';
import { partnerMatchesActions } from '../assisted-delivery.actions';
import { partnerMatches } from './matching';
import { OfferingMatches, PartnerMatchesArgs } from './matching.types';

@Resolver()
export class MatchingResolver {
  @Query(() => [OfferingMatches], {
    description:
      'Which partners to put on a project that has not ended: for each of its offerings those that the staffing rule lets on it, ranked, each rank with its reasons. For staff.',
  })
  partnerMatches(@Args() args: PartnerMatchesArgs, @Ctx() context: Context): Promise<OfferingMatches[]> {
    context.access.assert(context.viewer, partnerMatchesActions.show);
    return partnerMatches(context.reader, context.metrics, args, context.clock.today());
  }
}
