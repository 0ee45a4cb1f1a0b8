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
  @Query(() => ApiKeyConnection, { description: 'API keys, the newest first. For an ADMIN; empty for everybody else.' })
  apiKeys(
    @Args() page: PageArgs,
    @FilterArg(() => ApiKeyFilter)
    filter: ApiKeyFilter | null,
    @Ctx() { reader }: Context,
  ) {
    return reader.page(ApiKey, page, matching(ApiKey, filter, 'status'), [{ column: 'createdAt', direction: 'DESC' }]);
  }

  @FieldResolver(() => [AvailableAction], { description: 'The steps that its state allows, as they stand for you.' })
  availableActions(@Root() key: ApiKey, @Ctx() context: Context): Promise<AvailableAction[]> {
    return availableActions(context, apiKeyLifecycle.available(key.status), key);
  }

  @Mutation(() => ApiKeyPayload, {
    description: 'Gives a program a way in. The answer shows the whole key, once: it is stored nowhere. By an ADMIN.',
  })
  apiKeyCreate(@InputArg() input: ApiKeyCreateInput, @Ctx() { tx }: MutationContext): Promise<ApiKey> {
    return apiKeys.createApiKey(tx, input);
  }

  @Mutation(() => ApiKeyPayload, { description: 'Takes an API key back, at once and for good. By an ADMIN.' })
  apiKeyRevoke(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: ApiKeyRevokeInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<ApiKey> {
    return apiKeys.revokeApiKey(tx, id, version, input.reason);
  }
}
