import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { Connection } from '../../../shared/database/page';
import { connectionTypeOf } from '../../../shared/graphql/connection';
import type { Context } from '../../../shared/graphql/context';
import { Partner } from '../../partners';
import { schemeImpactActions } from './impact.actions';
import { impactOf } from './impact.reader';
import { maxDirectFacts, SchemeImpact, SchemeImpactArgs } from './impact.types';

const SchemeImpactConnection = connectionTypeOf(SchemeImpact);

@Resolver(() => SchemeImpact)
export class SchemeImpactResolver {
  @Query(() => SchemeImpactConnection, {
    description: `What a scheme would have posted for the facts of a period, per partner and rule, next to what the schemes in force post for them. Computed for each page; at most ${maxDirectFacts} facts: a trial (\`incentiveTrialStart\`) counts more and keeps its result. With \`stress\`, one parameter of the scheme is changed. Only for an ECOSYSTEM_MANAGER and an ANALYST.`,
  })
  incentiveSchemeImpact(@Args() args: SchemeImpactArgs, @Ctx() context: Context): Promise<Connection<SchemeImpact>> {
    context.access.assert(context.viewer, schemeImpactActions.show);
    return impactOf(context, args);
  }

  @FieldResolver(() => Partner, { description: 'The partner for whom the rule posts.' })
  partner(@Root() { partnerId }: SchemeImpact, @Ctx() { reader }: Context): Promise<Partner> {
    return reader.require(Partner, partnerId);
  }
}
