import { Arg, Args, Ctx, Extensions, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { matching } from '../../../shared/database/where';
import type { PlainDate } from '../../../shared/domain/dates';
import { InvalidInputError } from '../../../shared/domain/errors';
import { AvailableAction, availableActions } from '../../../shared/graphql/actions';
import { InputArg, RecordArgs } from '../../../shared/graphql/arguments';
import { connectionTypeOf, PageArgs } from '../../../shared/graphql/connection';
import type { Context, MutationContext } from '../../../shared/graphql/context';
import { PlainDateScalar } from '../../../shared/graphql/scalars';
import { differenceOf } from './definition-difference.formula';
import { ScorecardDefinition } from './definition.entity';
import { ScorecardDefinitionDraftInput, ScorecardDefinitionPayload } from './definition.inputs';
import { scorecardDefinitionLifecycle, ScorecardDefinitionStatus } from './definition.lifecycle';
import { definitionOn, publishedDefinitions } from './definition.reader';
import { publicationFindings } from './definition.rules';
import * as definitions from './definition.service';
import { ScorecardDefinitionChange } from './definition.types';

const ScorecardDefinitionConnection = connectionTypeOf(ScorecardDefinition);

@Resolver(() => ScorecardDefinition)
export class ScorecardDefinitionResolver {
  @Query(() => ScorecardDefinition, {
    nullable: true,
    description:
      'The scorecard definition with the id, if you may see it; without an id, the one in force on a day, or null if no definition is.',
  })
  async scorecardDefinition(
    @Arg('id', () => ID, { nullable: true, description: 'Left out for the one in force.' }) id: string | null,
    @Arg('at', () => PlainDateScalar, { nullable: true, description: 'The day; today if left out.' })
    at: PlainDate | null,
    @Ctx() { reader, clock }: Context,
  ): Promise<ScorecardDefinition | null> {
    if (id && at) throw new InvalidInputError('Give an id or a day, not both.', ['at']);
    return id
      ? reader.byId(ScorecardDefinition, id)
      : definitionOn(await publishedDefinitions(reader), at ?? clock.today());
  }

  @Query(() => ScorecardDefinitionConnection, {
    description: 'Scorecard definitions, newest first; partner users see published ones.',
  })
  scorecardDefinitions(
    @Args() page: PageArgs,
    @Arg('status', () => [ScorecardDefinitionStatus], {
      nullable: true,
      description: 'Only definitions in one of these statuses; all if left out.',
    })
    status: ScorecardDefinitionStatus[] | null,
    @Ctx() { reader }: Context,
  ) {
    const where = matching(ScorecardDefinition, { status }, 'status');
    return reader.page(ScorecardDefinition, page, where, [{ column: 'id', direction: 'DESC' }]);
  }

  @Query(() => [ScorecardDefinitionChange], {
    description: 'The differences from one scorecard definition to the other: criteria, standings, settings.',
  })
  @Extensions({ items: 100 })
  async scorecardDefinitionDifference(
    @Arg('fromId', () => ID, { description: 'The first definition, usually the earlier one.' }) fromId: string,
    @Arg('toId', () => ID, { description: 'The second definition.' }) toId: string,
    @Ctx() { reader }: Context,
  ): Promise<ScorecardDefinitionChange[]> {
    const [from, to] = await Promise.all([
      reader.require(ScorecardDefinition, fromId, ['fromId']),
      reader.require(ScorecardDefinition, toId, ['toId']),
    ]);
    return differenceOf(from, to);
  }

  @Mutation(() => ScorecardDefinitionPayload, {
    description:
      'Drafts a scorecard definition from the given rules or as a copy of another one: give one of the two. A draft has no effect until it is published. Only an ECOSYSTEM_MANAGER may do this.',
  })
  scorecardDefinitionDraft(
    @Arg('input', () => ScorecardDefinitionDraftInput, { nullable: true, description: 'The complete rules.' })
    input: ScorecardDefinitionDraftInput | null,
    @Arg('fromId', () => ID, { nullable: true, description: 'The definition to copy, published or not.' })
    fromId: string | null,
    @Ctx() { tx }: MutationContext,
  ): Promise<ScorecardDefinition> {
    if (input && !fromId) return definitions.draft(tx, input);
    if (fromId && !input) return definitions.draftFrom(tx, fromId);
    throw new InvalidInputError('Give either the rules or the definition to copy.', ['input']);
  }

  @Mutation(() => ScorecardDefinitionPayload, {
    description: 'Replaces all rules of a draft. Only an ECOSYSTEM_MANAGER may do this.',
  })
  scorecardDefinitionUpdate(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: ScorecardDefinitionDraftInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<ScorecardDefinition> {
    return definitions.update(tx, id, version, input);
  }

  @Mutation(() => ScorecardDefinitionPayload, {
    description: 'Discards a draft, which stays in the list. Only an ECOSYSTEM_MANAGER may do this.',
  })
  scorecardDefinitionDiscard(
    @Args() { id, version }: RecordArgs,
    @Ctx() { tx }: MutationContext,
  ): Promise<ScorecardDefinition> {
    return definitions.discard(tx, id, version);
  }

  @Mutation(() => ScorecardDefinitionPayload, {
    description:
      'Publishes a scorecard definition, in force for the periods that begin on a day or later; it can never be changed afterwards. `scorecardBackTest` shows its scores for past periods in advance. Only an ECOSYSTEM_MANAGER may do this.',
  })
  scorecardDefinitionPublish(
    @Args() { id, version }: RecordArgs,
    @Arg('effectiveOn', () => PlainDateScalar, {
      description:
        'After today, later than that of every other published definition, and the first day of a period of this definition and of the one that it succeeds.',
    })
    effectiveOn: PlainDate,
    @Ctx() { tx }: MutationContext,
  ): Promise<ScorecardDefinition> {
    return definitions.publish(tx, id, version, effectiveOn);
  }

  @FieldResolver(() => [AvailableAction], { description: 'The next steps.' })
  availableActions(@Root() definition: ScorecardDefinition, @Ctx() context: Context): Promise<AvailableAction[]> {
    const conditions = { findings: publicationFindings(definition, context.metrics) };
    const legal = scorecardDefinitionLifecycle.available(definition.status, conditions);
    return availableActions(context, legal, definition);
  }
}
