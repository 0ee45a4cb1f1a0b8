import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { IdArg } from '../../../shared/graphql/arguments';
import { connectionTypeOf, PageArgs } from '../../../shared/graphql/connection';
import type { Context, MutationContext } from '../../../shared/graphql/context';
import { maxTrialFacts, SchemeImpact } from './impact.types';
import { IncentiveTrial } from './trial.entity';
import { impactsOf } from './trial.reader';
import * as trials from './trial.service';
import { IncentiveTrialArgs, IncentiveTrialPayload } from './trial.types';

const IncentiveTrialConnection = connectionTypeOf(IncentiveTrial);
const SchemeImpactConnection = connectionTypeOf(SchemeImpact);

@Resolver(() => IncentiveTrial)
export class TrialResolver {
  @Query(() => IncentiveTrial, {
    nullable: true,
    description: 'A trial by its id; null if it does not exist or you may not see it.',
  })
  incentiveTrial(@IdArg() id: string, @Ctx() { reader }: Context): Promise<IncentiveTrial | null> {
    return reader.byId(IncentiveTrial, id);
  }

  @Query(() => IncentiveTrialConnection, {
    description: 'The trials of schemes, newest first. Empty unless you are an ECOSYSTEM_MANAGER or ANALYST.',
  })
  incentiveTrials(@Args() page: PageArgs, @Ctx() { reader }: Context) {
    return reader.page(IncentiveTrial, page, {}, [{ column: 'createdAt', direction: 'DESC' }]);
  }

  @FieldResolver(() => SchemeImpactConnection, {
    description:
      'What the scheme would post next to what the schemes in force post, by partner and rule; empty until it is done.',
  })
  impacts(
    @Root() trial: IncentiveTrial,
    @Args() page: PageArgs,
    @Arg('onlyDifferent', () => Boolean, {
      defaultValue: false,
      description: 'Whether only partners and rules are listed for which the two differ.',
    })
    onlyDifferent: boolean,
    @Ctx() { reader }: Context,
  ) {
    return impactsOf(reader, trial, page, onlyDifferent);
  }

  @Mutation(() => IncentiveTrialPayload, {
    description: `Starts the comparison of \`incentiveSchemeImpact\` in the background, for up to ${maxTrialFacts} facts: the rules as they are now, over the facts as they are then. Each user runs one at a time. Poll \`factsCounted\`, or subscribe to the end with \`factStated(types: ["IncentiveTrialEnded"])\`. Only an ECOSYSTEM_MANAGER may do this.`,
  })
  incentiveTrialStart(@Args() args: IncentiveTrialArgs, @Ctx() { tx }: MutationContext): Promise<IncentiveTrial> {
    return trials.start(tx, args);
  }
}
