import { Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { IdArg, InputArg, RecordArgs } from '../../../shared/graphql/arguments';
import { connectionTypeOf, PageArgs } from '../../../shared/graphql/connection';
import type { Context, MutationContext } from '../../../shared/graphql/context';
import { payloadOf } from '../../../shared/graphql/payload';
import { TimeImportMapping } from './import-mapping.entity';
import { discardMapping, saveMapping, updateMapping } from './import-mapping.service';
import { TimeImportMappingSaveInput, TimeImportToolMapping } from './import-mapping.types';
import { importTools, type ImportTool } from './import-tools';

const TimeImportMappingConnection = connectionTypeOf(TimeImportMapping);
const TimeImportMappingPayload = payloadOf(
  'TimeImportMapping',
  'timeImportMapping',
  () => TimeImportMapping,
  'the mapping',
);

@Resolver(() => TimeImportMapping)
export class TimeImportMappingResolver {
  @Query(() => TimeImportMapping, {
    nullable: true,
    description:
      'A saved mapping by its id; null if it does not exist or you may not see it. Discarded mappings can still be read.',
  })
  timeImportMapping(@IdArg() id: string, @Ctx() { reader }: Context): Promise<TimeImportMapping | null> {
    return reader.byId(TimeImportMapping, id);
  }

  @Query(() => TimeImportMappingConnection, {
    description: "Saved mappings by name, without discarded ones. Staff see all, a firm's users the firm's.",
  })
  timeImportMappings(@Args() page: PageArgs, @Ctx() { reader }: Context) {
    return reader.page(TimeImportMapping, page, { discardedAt: null }, [{ column: 'nameKey' }]);
  }

  @Query(() => [TimeImportToolMapping], {
    description: 'The built-in mappings for exports of other tools, by name.',
  })
  timeImportTools(): TimeImportToolMapping[] {
    return Object.entries(importTools)
      .map(([tool, { source, mapping }]) =>
        Object.assign(new TimeImportToolMapping(), { tool: tool as ImportTool, source, reading: mapping }),
      )
      .sort((a, b) => (a.tool < b.tool ? -1 : 1));
  }

  @Mutation(() => TimeImportMappingPayload, {
    description: 'Saves a mapping for your firm. Everyone who may start imports may save one.',
  })
  timeImportMappingSave(
    @InputArg() input: TimeImportMappingSaveInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<TimeImportMapping> {
    return saveMapping(tx, input);
  }

  @Mutation(() => TimeImportMappingPayload, {
    description:
      "Replaces a mapping as a whole. The person who saved it, the firm's administrator or an ADMIN does this. Imports that were started with it continue as they began.",
  })
  timeImportMappingUpdate(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: TimeImportMappingSaveInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<TimeImportMapping> {
    return updateMapping(tx, id, version, input);
  }

  @Mutation(() => TimeImportMappingPayload, {
    description:
      "Removes a mapping from the list and frees its name. The person who saved it, the firm's administrator or an ADMIN does this.",
  })
  timeImportMappingDiscard(
    @Args() { id, version }: RecordArgs,
    @Ctx() { tx }: MutationContext,
  ): Promise<TimeImportMapping> {
    return discardMapping(tx, id, version);
  }
}
