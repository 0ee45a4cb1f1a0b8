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
    description: 'Tier reviews by due date, the earliest first. Staff see all, partner users their own.',
  })
  tierReviews(
    @Args() page: PageArgs,
    @FilterArg(() => TierReviewFilter) filter: TierReviewFilter | null,
    @Ctx() { reader }: Context,
  ) {
    const { dueBy } = filter ?? {};
    const where = {
      ...matching(TierReview, filter, 'status', 'partnerId'),
      and: dueBy ? [sql`${column<TierReview>('dueOn')} <= ${dueBy}`] : [],
    };
    return reader.page(TierReview, page, where, [{ column: 'dueOn' }]);
  }

  @Query(() => TierReview, {
    nullable: true,
    description: 'A tier review by its id; null if it does not exist or you may not see it.',
  })
  tierReview(@IdArg() id: string, @Ctx() { reader }: Context): Promise<TierReview | null> {
    return reader.byId(TierReview, id);
  }

  @Mutation(() => TierReviewPayload, {
    description:
      "Opens a review of the tier of an admitted partner, which can have only one open review. Only an ECOSYSTEM_MANAGER may do this; the system opens others by the programme's interval.",
  })
  tierReviewOpen(
    @Arg('partnerId', () => ID, { description: 'The partner firm whose tier is reviewed.' }) partnerId: string,
    @InputArg() input: TierReviewOpenInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<TierReview> {
    return reviews.open(tx, partnerId, input);
  }

  @Mutation(() => TierReviewPayload, {
    description:
      'Decides on a tier, and stores the current figures with the decision. Only an ECOSYSTEM_MANAGER may do this, never for their own firm.',
  })
  tierReviewDecide(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: TierReviewDecideInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<TierReview> {
    return reviews.decide(tx, id, version, input);
  }

  @FieldResolver(() => [AvailableAction], { description: 'The next steps.' })
  availableActions(@Root() review: TierReview, @Ctx() context: Context): Promise<AvailableAction[]> {
    return availableActions(context, tierReviewLifecycle.available(review.status), review);
  }
}
