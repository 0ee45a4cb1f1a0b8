import { Arg, Args, Ctx, Extensions, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { matching } from '../../../shared/database/where';
import type { PlainDate } from '../../../shared/domain/dates';
import { InvalidInputError } from '../../../shared/domain/errors';
import { AvailableAction, availableActions } from '../../../shared/graphql/actions';
import { IdArg, InputArg, RecordArgs } from '../../../shared/graphql/arguments';
import { connectionTypeOf, PageArgs } from '../../../shared/graphql/connection';
import type { Context, MutationContext } from '../../../shared/graphql/context';
import { unauthenticated } from '../../../shared/graphql/errors';
import { PlainDateScalar } from '../../../shared/graphql/scalars';
import { differenceOf } from './scheme-difference.formula';
import { IncentiveSchemeChange } from './scheme-difference.types';
import { IncentiveScheme } from './scheme.entity';
import { IncentiveSchemeDraftInput, IncentiveSchemePayload } from './scheme.inputs';
import { IncentiveSchemeStatus, schemeLifecycle } from './scheme.lifecycle';
import { knownRules, schemeInForce } from './scheme.reader';
import { publicationFindings } from './scheme.rules';
import * as schemes from './scheme.service';
import { IncentiveSourceType, publishSource } from './source.types';
import { incentiveSources } from './sources';

const IncentiveSchemeConnection = connectionTypeOf(IncentiveScheme);

@Resolver(() => IncentiveScheme)
export class SchemeResolver {
  @Query(() => IncentiveScheme, { nullable: true, description: 'The scheme with the id, if you may see it.' })
  incentiveScheme(@IdArg() id: string, @Ctx() { reader }: Context): Promise<IncentiveScheme | null> {
    return reader.byId(IncentiveScheme, id);
  }

  @Query(() => IncentiveScheme, {
    nullable: true,
    description: 'The scheme that is in force on a day; null if none is. Its rules tell what can be earned.',
  })
  incentiveSchemeInForce(
    @Arg('on', () => PlainDateScalar, {
      nullable: true,
      description: "The day; today by the installation's time zone if left out.",
    })
    on: PlainDate | null,
    @Ctx() { reader, clock }: Context,
  ): Promise<IncentiveScheme | null> {
    return schemeInForce(reader, on ?? clock.today());
  }

  @Query(() => IncentiveSchemeConnection, { description: 'Schemes, newest first; partner users see published ones.' })
  incentiveSchemes(
    @Args() page: PageArgs,
    @Arg('status', () => [IncentiveSchemeStatus], {
      nullable: true,
      description: 'Only schemes in one of these statuses; all if left out.',
    })
    status: IncentiveSchemeStatus[] | null,
    @Ctx() { reader }: Context,
  ) {
    return reader.page(IncentiveScheme, page, matching(IncentiveScheme, { status }, 'status'), [
      { column: 'id', direction: 'DESC' },
    ]);
  }

  @Query(() => [IncentiveSourceType], {
    description: 'The kinds of facts that rules may reward or penalize, with the names that their expressions may use.',
  })
  incentiveSources(@Ctx() { viewer }: Context): IncentiveSourceType[] {
    if (viewer.userId === null) throw unauthenticated();
    return incentiveSources.map(publishSource);
  }

  @Query(() => [IncentiveSchemeChange], {
    description:
      'The differences from one scheme to the other, in words and in the order of a scheme: rules, smallest payouts, sanction ladder, settings.',
  })
  @Extensions({ items: 100 })
  async incentiveSchemeDifference(
    @Arg('id', () => ID, { description: 'The first scheme, usually the earlier one.' }) id: string,
    @Arg('withId', () => ID, { description: 'The second scheme.' }) withId: string,
    @Ctx() { reader }: Context,
  ): Promise<IncentiveSchemeChange[]> {
    const [from, to] = await Promise.all([
      reader.require(IncentiveScheme, id),
      reader.require(IncentiveScheme, withId, ['withId']),
    ]);
    return differenceOf(from, to);
  }

  @Mutation(() => IncentiveSchemePayload, {
    description:
      'Drafts a scheme from the given content or as a copy of another one: give one of the two. A draft has no effect until it is published. Only an ECOSYSTEM_MANAGER may do this.',
  })
  incentiveSchemeDraft(
    @Arg('input', () => IncentiveSchemeDraftInput, { nullable: true, description: 'The complete content.' })
    input: IncentiveSchemeDraftInput | null,
    @Arg('fromId', () => ID, { nullable: true, description: 'The scheme to copy, published or not.' })
    fromId: string | null,
    @Ctx() { tx }: MutationContext,
  ): Promise<IncentiveScheme> {
    if (input && !fromId) return schemes.draft(tx, input);
    if (fromId && !input) return schemes.draftFrom(tx, fromId);
    throw new InvalidInputError('Give either the content or the scheme to copy.', ['input']);
  }

  @Mutation(() => IncentiveSchemePayload, {
    description: 'Replaces the content of a draft. Only an ECOSYSTEM_MANAGER may do this.',
  })
  incentiveSchemeUpdate(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: IncentiveSchemeDraftInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<IncentiveScheme> {
    return schemes.update(tx, id, version, input);
  }

  @Mutation(() => IncentiveSchemePayload, {
    description: 'Discards a draft, which stays in the list. Only an ECOSYSTEM_MANAGER may do this.',
  })
  incentiveSchemeDiscard(
    @Args() { id, version }: RecordArgs,
    @Ctx() { tx }: MutationContext,
  ): Promise<IncentiveScheme> {
    return schemes.discard(tx, id, version);
  }

  @Mutation(() => IncentiveSchemePayload, {
    description:
      'Publishes a scheme, in force from a day on; it can never be changed afterwards, only succeeded. It applies to facts that occur from then on. Only an ECOSYSTEM_MANAGER may do this.',
  })
  incentiveSchemePublish(
    @Args() { id, version }: RecordArgs,
    @Arg('effectiveOn', () => PlainDateScalar, {
      description: 'Today or later, and later than that of every other published scheme.',
    })
    effectiveOn: PlainDate,
    @Ctx() { tx }: MutationContext,
  ): Promise<IncentiveScheme> {
    return schemes.publish(tx, id, version, effectiveOn);
  }

  @FieldResolver(() => [AvailableAction], { description: 'The next steps.' })
  async availableActions(@Root() scheme: IncentiveScheme, @Ctx() context: Context): Promise<AvailableAction[]> {
    const conditions = { findings: publicationFindings(scheme, await knownRules(context.reader)) };
    return availableActions(context, schemeLifecycle.available(scheme.status, conditions), scheme);
  }
}
