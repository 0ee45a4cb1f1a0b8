import { Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { matching } from '../../../shared/database/where';
import { column, or, sql } from '../../../shared/database/sql';
import { FilterArg, IdArg, InputArg, type Order, OrderArg } from '../../../shared/graphql/arguments';
import { connectionTypeOf, PageArgs } from '../../../shared/graphql/connection';
import type { Context, MutationContext } from '../../../shared/graphql/context';
import { TimeImport } from './import.entity';
import { startImport } from './import.service';
import { TimeEntriesImportInput, TimeImportFilter, TimeImportOrder, TimeImportPayload } from './import.types';

/** An import from before dry runs existed has null, and was not one. */
function dryRuns(wanted: boolean | null) {
  if (wanted === null) return [];
  const isDryRun = column<TimeImport>('isDryRun');
  return [wanted ? sql`${isDryRun} = ${1}` : or([sql`${isDryRun} IS NULL`, sql`${isDryRun} = ${0}`])];
}

const TimeImportConnection = connectionTypeOf(TimeImport);

@Resolver(() => TimeImport)
export class TimeImportResolver {
  @Query(() => TimeImport, {
    nullable: true,
    description: 'An import by its id; null if it does not exist or you may not see it.',
  })
  timeImport(@IdArg() id: string, @Ctx() { reader }: Context): Promise<TimeImport | null> {
    return reader.byId(TimeImport, id);
  }

  @Query(() => TimeImportConnection, {
    description:
      "Imports of time, newest first unless ordered otherwise. Staff see all, a partner's administrator the firm's, its members their own.",
  })
  timeImports(
    @Args() page: PageArgs,
    @FilterArg(() => TimeImportFilter) filter: TimeImportFilter | null,
    @OrderArg(TimeImportOrder) orderBy: Order | null,
    @Ctx() { reader }: Context,
  ) {
    const where = {
      ...matching(TimeImport, filter, 'status', 'startedById', 'partnerId'),
      and: dryRuns(filter?.dryRun ?? null),
    };
    return reader.page(TimeImport, page, where, TimeImportOrder.columns(orderBy));
  }

  @Mutation(() => TimeImportPayload, {
    description:
      'Imports time entries from an uploaded file, in the background. Returns the import; subscribe to its progress with `factStated(types: ["TimeImportProgressed", "TimeImportEnded"])`. Each line must be one that could be recorded: by the person who worked, by a partner\'s administrator for the firm\'s people, or by the project\'s manager for anyone on the project. Imported entries are SUBMITTED, and the importer cannot decide on them. A line is imported once, even if the file is imported again; a known line with other values is a finding. Rejected and reversed entries do not block a line. With `dryRun`, the same checks run without creating any time entry.',
  })
  timeEntriesImport(@InputArg() input: TimeEntriesImportInput, @Ctx() { tx }: MutationContext): Promise<TimeImport> {
    return startImport(tx, input);
  }
}
