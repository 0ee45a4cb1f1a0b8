import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { matching } from '../../../shared/database/where';
import { column, sql } from '../../../shared/database/sql';
import { AvailableAction, availableActions } from '../../../shared/graphql/actions';
import { FilterArg, IdArg, InputArg, RecordArgs } from '../../../shared/graphql/arguments';
import { connectionTypeOf, PageArgs } from '../../../shared/graphql/connection';
import type { Context, MutationContext } from '../../../shared/graphql/context';
import { TierReview } from './tier-review.entity';
import { TierReviewDecideInput, TierReviewFilter, TierReviewOpenInput, TierReviewPayload } from './tier-review.inputs';
import { tierReviewLifecycle } from './tier-review.lifecycle';
import * as reviews from './tier-review.service';

const TierReviewConnection = connectionTypeOf(TierReview);

@Resolver(() => TierReview)
export class TierReviewResolver {
  @Query(() => TierReviewConnection, {
    description:
      "Reviews of tiers, the one that is due first at the top: all for staff, their own for a partner's people.",
  })
  tierReviews(
    @Args() page: PageArgs,
    @FilterArg(() => TierReviewFilter) filter: TierReviewFilter | null,
    @Ctx() { reader }: Context,
  ) {
    const { dueBy } = filter ?? {};
    const where = {
      ...matching(TierReview, filter, 'status', 'partnerId'),
      and: dueBy ? [sql`${column('dueOn')} <= ${dueBy}`] : [],
    };
    return reader.page(TierReview, page, where, [{ column: 'dueOn' }]);
  }

  @Query(() => TierReview, { nullable: true, description: 'A review of a tier that you may see.' })
  tierReview(@IdArg() id: string, @Ctx() { reader }: Context): Promise<TierReview | null> {
    return reader.byId(TierReview, id);
  }

  @Mutation(() => TierReviewPayload, {
    description:
      'Opens a review of the tier of a partner that is admitted; one at a time. By an ECOSYSTEM_MANAGER. The programme opens others by its rhythm.',
  })
  tierReviewOpen(
    @Arg('partnerId', () => ID, { description: 'The partner firm that it is for.' }) partnerId: string,
    @InputArg() input: TierReviewOpenInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<TierReview> {
    return reviews.open(tx, partnerId, input);
  }

  @Mutation(() => TierReviewPayload, {
    description:
      'Decides on a tier, and keeps the figures as they stand with the decision. By an ECOSYSTEM_MANAGER, never on their own firm.',
  })
  tierReviewDecide(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: TierReviewDecideInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<TierReview> {
    return reviews.decide(tx, id, version, input);
  }

  @FieldResolver(() => [AvailableAction], { description: 'What can happen to it next.' })
  availableActions(@Root() review: TierReview, @Ctx() context: Context): Promise<AvailableAction[]> {
    return availableActions(context, tierReviewLifecycle.available(review.status), review);
  }
}
