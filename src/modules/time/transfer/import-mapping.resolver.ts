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
      'A saved mapping by its id; null where there is none that you may see. A discarded one is still found.',
  })
  timeImportMapping(@IdArg() id: string, @Ctx() { reader }: Context): Promise<TimeImportMapping | null> {
    return reader.byId(TimeImportMapping, id);
  }

  @Query(() => TimeImportMappingConnection, {
    description: "Saved mappings by name, without discarded ones: the firm's for its people, all for staff.",
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
    description: 'Saves how files are read, for your firm. Anybody may who may start imports.',
  })
  timeImportMappingSave(
    @InputArg() input: TimeImportMappingSaveInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<TimeImportMapping> {
    return saveMapping(tx, input);
  }

  @Mutation(() => TimeImportMappingPayload, {
    description:
      "Replaces a mapping as a whole: by who saved it, by the firm's administrator, or by an ADMIN. Imports that were started with it keep reading as they began.",
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
      "Takes a mapping out of the list and frees its name: by who saved it, by the firm's administrator, or by an ADMIN.",
  })
  timeImportMappingDiscard(
    @Args() { id, version }: RecordArgs,
    @Ctx() { tx }: MutationContext,
  ): Promise<TimeImportMapping> {
    return discardMapping(tx, id, version);
  }
}
