import { Args, Ctx, Query, Resolver } from 'type-graphql';
import { connectionTypeOf } from '../../shared/graphql/connection';
import type { Context } from '../../shared/graphql/context';
import { mentorLoadActions } from './assisted-delivery.actions';
import { mentorLoad } from './mentor-load.reader';
import { MentorLoad, MentorLoadArgs } from './mentor-load.types';

const MentorLoadConnection = connectionTypeOf(MentorLoad);

@Resolver()
export class MentorLoadResolver {
  @Query(() => MentorLoadConnection, {
    description:
      'The number of open assisted deliveries of each mentor in each month, by name. A delivery is open from its plan to its outcome; without one, until the last milestone of its plan is due, and at least until today. After a replacement it counts for the new mentor. For staff only.',
  })
  mentorLoad(@Args() args: MentorLoadArgs, @Ctx() { access, viewer, reader, clock }: Context) {
    access.assert(viewer, mentorLoadActions.show);
    return mentorLoad(reader, args, args, clock.today());
  }
}
