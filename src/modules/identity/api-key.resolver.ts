import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { AvailableAction, availableActions } from '../../shared/graphql/actions';
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
    @Arg('filter', () => ApiKeyFilter, { nullable: true, description: 'All when left out.' })
    filter: ApiKeyFilter | null,
    @Ctx() { reader }: Context,
  ) {
    const where = { status: filter?.status ?? undefined };
    return reader.page(ApiKey, page, where, [{ column: 'createdAt', direction: 'DESC' }]);
  }

  @FieldResolver(() => [AvailableAction], { description: 'The steps that its state allows, as they stand for you.' })
  availableActions(@Root() key: ApiKey, @Ctx() context: Context): AvailableAction[] {
    return availableActions(context, 'apiKey', apiKeyLifecycle.available(key.status), key);
  }

  @Mutation(() => ApiKeyPayload, {
    description: 'Gives a program a way in. The answer shows the whole key, once: it is stored nowhere. By an ADMIN.',
  })
  apiKeyCreate(
    @Arg('input', { description: 'The key.' }) input: ApiKeyCreateInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<ApiKey> {
    return apiKeys.createApiKey(tx, input);
  }

  @Mutation(() => ApiKeyPayload, { description: 'Takes an API key back, at once and for good. By an ADMIN.' })
  apiKeyRevoke(
    @Arg('id', () => ID, { description: 'Of the API key.' }) id: string,
    @Arg('version', () => Int, { description: 'The version that you saw.' }) version: number,
    @Arg('input', { description: 'Why.' }) input: ApiKeyRevokeInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<ApiKey> {
    return apiKeys.revokeApiKey(tx, id, version, input.reason);
  }
}
