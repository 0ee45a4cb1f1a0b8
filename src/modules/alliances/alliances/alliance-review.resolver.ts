import { Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { matching } from '../../../shared/database/where';
import { AvailableAction, availableActions } from '../../../shared/graphql/actions';
import { FilterArg, IdArg, InputArg, RecordArgs } from '../../../shared/graphql/arguments';
import { connectionTypeOf, PageArgs } from '../../../shared/graphql/connection';
import type { Context, MutationContext } from '../../../shared/graphql/context';
import { User } from '../../identity';
import {
  AllianceReviewDecideInput,
  AllianceReviewFilter,
  AllianceReviewInput,
  AllianceReviewPayload,
} from './alliance.inputs';
import { AllianceReview } from './alliance-review.entity';
import { allianceReviewLifecycle } from './alliance-review.lifecycle';
import * as reviews from './alliance-review.service';

const AllianceReviewConnection = connectionTypeOf(AllianceReview);

@Resolver(() => AllianceReview)
export class AllianceReviewResolver {
  @Query(() => AllianceReview, {
    nullable: true,
    description: 'A review of an alliance; null if it does not exist or you may not see it.',
  })
  allianceReview(@IdArg() id: string, @Ctx() { reader }: Context): Promise<AllianceReview | null> {
    return reader.byId(AllianceReview, id);
  }

  @Query(() => AllianceReviewConnection, {
    description: 'Reviews of alliances, oldest first; partner users find none.',
  })
  allianceReviews(
    @Args() page: PageArgs,
    @FilterArg(() => AllianceReviewFilter) filter: AllianceReviewFilter | null,
    @Ctx() { reader }: Context,
  ) {
    const where = { ...matching(AllianceReview, filter, 'allianceId', 'status') };
    return reader.page(AllianceReview, page, where, [{ column: 'createdAt' }]);
  }

  @FieldResolver(() => [User], { description: 'Everybody who wrote its answers; none of them may decide on it.' })
  async authors(@Root() review: AllianceReview, @Ctx() { reader }: Context): Promise<User[]> {
    const found = await Promise.all(review.authorIds.map((id) => reader.byId(User, id)));
    return found.filter((user) => user !== null);
  }

  @FieldResolver(() => [AvailableAction], { description: 'The next steps, and whether you may take them.' })
  availableActions(@Root() review: AllianceReview, @Ctx() context: Context): Promise<AvailableAction[]> {
    return availableActions(context, allianceReviewLifecycle.available(review.status), review);
  }

  @Mutation(() => AllianceReviewPayload, {
    description:
      'Opens a review of an alliance whose parties work together, with your answers. `id` is that of the alliance. For ECOSYSTEM_MANAGER.',
  })
  allianceOpenReview(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: AllianceReviewInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<AllianceReview> {
    return reviews.open(tx, id, version, input);
  }

  @Mutation(() => AllianceReviewPayload, {
    description: 'Replaces the answers of an open review. For ECOSYSTEM_MANAGER.',
  })
  allianceReviewUpdate(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: AllianceReviewInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<AllianceReview> {
    return reviews.update(tx, id, version, input);
  }

  @Mutation(() => AllianceReviewPayload, {
    description:
      'Decides on a review: the alliance continues, goes back to VALUE_CREATION, or ends. For an ECOSYSTEM_MANAGER who wrote none of its answers.',
  })
  allianceReviewDecide(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: AllianceReviewDecideInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<AllianceReview> {
    return reviews.decide(tx, id, version, input);
  }
}
