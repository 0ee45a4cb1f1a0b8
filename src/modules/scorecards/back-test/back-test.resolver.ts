import { Args, Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '../../../shared/graphql/context';
import { backTestActions } from './back-test.actions';
import { backTest } from './back-test.reader';
import { BackTestArgs, ScorecardBackTest } from './back-test.types';

@Resolver()
export class BackTestResolver {
  @Query(() => ScorecardBackTest, {
    description:
      'What a definition would have scored in past periods, by the records as they are known now, next to the published scorecards: active and suspended partners, by name. Only an ECOSYSTEM_MANAGER or ANALYST may run it.',
  })
  scorecardBackTest(@Args() args: BackTestArgs, @Ctx() context: Context): Promise<ScorecardBackTest> {
    context.access.assert(context.viewer, backTestActions.run);
    return backTest(context, args);
  }
}
