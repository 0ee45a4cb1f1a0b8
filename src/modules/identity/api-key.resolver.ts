import { Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { matching } from '../../shared/database/where';
import { AvailableAction, availableActions } from '../../shared/graphql/actions';
import { FilterArg, InputArg, RecordArgs } from '../../shared/graphql/arguments';
import { connectionTypeOf, PageArgs } from '../../shared/graphql/connection';
import type { Context, MutationContext } from '../../shared/graphql/context';
import { ApiKey } from './api-key.entity';
import { apiKeyLifecycle } from './api-key.lifecycle';
import * as apiKeys from './api-key.service';
import { ApiKeyCreateInput, ApiKeyFilter, ApiKeyPayload, ApiKeyRevokeInput } from './identity.inputs';

const ApiKeyConnection = connectionTypeOf(ApiKey);

@Resolver(() => ApiKey)
export class ApiKeyResolver {
  @Query(() => ApiKeyConnection, { description: 'API keys, newest first. For ADMIN; empty for others.' })
  apiKeys(
    @Args() page: PageArgs,
    @FilterArg(() => ApiKeyFilter)
    filter: ApiKeyFilter | null,
    @Ctx() { reader }: Context,
  ) {
    return reader.page(ApiKey, page, matching(ApiKey, filter, 'status'), [{ column: 'createdAt', direction: 'DESC' }]);
  }

  @FieldResolver(() => [AvailableAction], {
    description: 'The steps that the status allows, and whether you may take them.',
  })
  availableActions(@Root() key: ApiKey, @Ctx() context: Context): Promise<AvailableAction[]> {
    return availableActions(context, apiKeyLifecycle.available(key.status), key);
  }

  @Mutation(() => ApiKeyPayload, {
    description: 'Creates an API key for a program. The result shows the whole key, once; it is not stored. For ADMIN.',
  })
  apiKeyCreate(@InputArg() input: ApiKeyCreateInput, @Ctx() { tx }: MutationContext): Promise<ApiKey> {
    return apiKeys.createApiKey(tx, input);
  }

  @Mutation(() => ApiKeyPayload, { description: 'Revokes an API key, immediately and permanently. For ADMIN.' })
  apiKeyRevoke(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: ApiKeyRevokeInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<ApiKey> {
    return apiKeys.revokeApiKey(tx, id, version, input.reason);
  }
}
