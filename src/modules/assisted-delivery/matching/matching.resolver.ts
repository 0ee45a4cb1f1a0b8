import { Args, Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '../../../shared/graphql/context';
import { partnerMatchesActions } from '../assisted-delivery.actions';
import { partnerMatches } from './matching.service';
import { OfferingMatches, PartnerMatchesArgs } from './matching.types';

@Resolver()
export class MatchingResolver {
  @Query(() => [OfferingMatches], {
    description:
      'The best partners for a project that has not ended: for each of its offerings, those that meet the staffing rule, ranked with reasons. For staff only.',
  })
  partnerMatches(@Args() args: PartnerMatchesArgs, @Ctx() context: Context): Promise<OfferingMatches[]> {
    context.access.assert(context.viewer, partnerMatchesActions.show);
    return partnerMatches(context, args);
  }
}
