import { Args, Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '../../shared/graphql/context';
import { mentorLoadActions } from './assisted-delivery.actions';
import { mentorLoad } from './mentor-load.reader';
import { MentorLoad, MentorLoadArgs } from './mentor-load.types';

@Resolver()
export class MentorLoadResolver {
  @Query(() => [MentorLoad], {
    description:
      'The number of open assisted deliveries of each mentor in each month, by name. A delivery is open from its plan to its outcome; without one, until the last milestone of its plan is due, and at least until today. After a replacement it counts for the new mentor. For staff only.',
  })
  mentorLoad(@Args() { from, to, mentorId }: MentorLoadArgs, @Ctx() context: Context): Promise<MentorLoad[]> {
    context.access.assert(context.viewer, mentorLoadActions.show);
    return mentorLoad(context.reader, { from, to, mentorId: mentorId ?? null }, context.clock.today());
  }
}
