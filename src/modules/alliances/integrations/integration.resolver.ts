import { Args, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { column, sql } from '../../../shared/database/sql';
import { matching } from '../../../shared/database/where';
import { AvailableAction, availableActions } from '../../../shared/graphql/actions';
import {
  FilterArg,
  IdArg,
  InputArg,
  type Order,
  OrderArg,
  ReasonArgs,
  RecordArgs,
} from '../../../shared/graphql/arguments';
import { connectionTypeOf, PageArgs } from '../../../shared/graphql/connection';
import type { Context, MutationContext } from '../../../shared/graphql/context';
import { Document, visibleDocuments } from '../../documents';
import { Integration } from './integration.entity';
import {
  IntegrationFilter,
  IntegrationOrder,
  IntegrationPayload,
  IntegrationPlanInput,
  IntegrationTestInput,
  IntegrationTestPayload,
  IntegrationUpdateInput,
} from './integration.inputs';
import { integrationLifecycle } from './integration.lifecycle';
import { passedPairsOf } from './integration.reader';
import * as integrations from './integration.service';
import { IntegrationTest } from './integration-test.entity';

const IntegrationConnection = connectionTypeOf(Integration);

const byManager = 'For ECOSYSTEM_MANAGER.';

@Resolver(() => Integration)
export class IntegrationResolver {
  @Query(() => Integration, {
    nullable: true,
    description: 'An integration; null if it does not exist or you may not see it.',
  })
  integration(@IdArg() id: string, @Ctx() { reader }: Context): Promise<Integration | null> {
    return reader.byId(Integration, id);
  }

  @Query(() => IntegrationConnection, {
    description: 'Integrations of products. Partner users find those that are released or that their firm supports.',
  })
  integrations(
    @Args() page: PageArgs,
    @FilterArg(() => IntegrationFilter) filter: IntegrationFilter | null,
    @OrderArg(IntegrationOrder) orderBy: Order | null,
    @Ctx() { reader }: Context,
  ) {
    const ids = filter?.productId;
    const [first, second] = [column<Integration>('productId'), column<Integration>('otherProductId')];
    const and = ids ? [sql`${first} IN (${ids}) OR ${second} IN (${ids})`] : [];
    const where = { ...matching(Integration, filter, 'kind', 'status'), and };
    return reader.page(Integration, page, where, IntegrationOrder.columns(orderBy));
  }

  @FieldResolver(() => Int, { description: 'The number of pairs of versions whose latest test did not fail.' })
  workingVersionPairs(@Root() integration: Integration, @Ctx() { reader }: Context): Promise<number> {
    return passedPairsOf(reader, integration.id);
  }

  @FieldResolver(() => [AvailableAction], { description: 'The next steps, and whether you may take them.' })
  async availableActions(@Root() integration: Integration, @Ctx() context: Context): Promise<AvailableAction[]> {
    const passed = await passedPairsOf(context.reader, integration.id);
    return availableActions(context, integrationLifecycle.available(integration.status, { passed }), integration);
  }

  @Mutation(() => IntegrationPayload, { description: `Plans an integration of two products. ${byManager}` })
  integrationPlan(@InputArg() input: IntegrationPlanInput, @Ctx() { tx }: MutationContext): Promise<Integration> {
    return integrations.plan(tx, input);
  }

  @Mutation(() => IntegrationPayload, {
    description: `Replaces the description of an integration that is not retired. ${byManager}`,
  })
  integrationUpdate(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: IntegrationUpdateInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<Integration> {
    return integrations.update(tx, id, version, input);
  }

  @Mutation(() => IntegrationTestPayload, {
    description:
      'Records a test of an integration, with its evidence. A wrong record is corrected by a further test of the same versions. For ECOSYSTEM_MANAGER and OPERATIONS.',
  })
  integrationRecordTest(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: IntegrationTestInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<IntegrationTest> {
    return integrations.recordTest(tx, id, version, input);
  }

  @Mutation(() => IntegrationPayload, { description: `Starts the work on a planned integration. ${byManager}` })
  integrationStart(@Args() { id, version }: RecordArgs, @Ctx() { tx }: MutationContext): Promise<Integration> {
    return integrations.start(tx, id, version);
  }

  @Mutation(() => IntegrationPayload, {
    description: `Releases an integration; the latest test of at least one pair of versions must have passed. ${byManager}`,
  })
  integrationRelease(@Args() { id, version }: RecordArgs, @Ctx() { tx }: MutationContext): Promise<Integration> {
    return integrations.release(tx, id, version);
  }

  @Mutation(() => IntegrationPayload, { description: `Retires an integration, in any status. ${byManager}` })
  integrationRetire(@Args() { id, version, reason }: ReasonArgs, @Ctx() { tx }: MutationContext): Promise<Integration> {
    return integrations.retire(tx, id, version, reason);
  }
}

@Resolver(() => IntegrationTest)
export class IntegrationTestResolver {
  @FieldResolver(() => [Document], { description: 'The documents that prove it, as far as you may see them.' })
  documents(@Root() test: IntegrationTest, @Ctx() { reader }: Context): Promise<Document[]> {
    return visibleDocuments(reader, test.documents);
  }
}
