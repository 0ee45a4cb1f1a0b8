import { Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { matching } from '../../../shared/database/where';
import { column, or, sql } from '../../../shared/database/sql';
import { FilterArg, IdArg, InputArg, type Order, OrderArg } from '../../../shared/graphql/arguments';
import { connectionTypeOf, PageArgs } from '../../../shared/graphql/connection';
import type { Context, MutationContext } from '../../../shared/graphql/context';
import { TimeImport } from './import.entity';
import { startImport } from './import.service';
import { TimeEntriesImportInput, TimeImportFilter, TimeImportOrder, TimeImportPayload } from './import.types';

/** An import from before there were dry runs has null, and was not one. */
function dryRuns(wanted: boolean | null) {
  if (wanted === null) return [];
  const isDryRun = column('isDryRun');
  return [wanted ? sql`${isDryRun} = ${1}` : or([sql`${isDryRun} IS NULL`, sql`${isDryRun} = ${0}`])];
}

const TimeImportConnection = connectionTypeOf(TimeImport);

@Resolver(() => TimeImport)
export class TimeImportResolver {
  @Query(() => TimeImport, {
    nullable: true,
    description: 'An import by its id; null where there is none that you may see.',
  })
  timeImport(@IdArg() id: string, @Ctx() { reader }: Context): Promise<TimeImport | null> {
    return reader.byId(TimeImport, id);
  }

  @Query(() => TimeImportConnection, {
    description:
      "Imports of time, newest first unless ordered otherwise: all for staff, the firm's for a partner's administrator, their own for its members.",
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
      'Imports time entries from an uploaded file, in the background: the answer is the import, which then comes further (`factStated(types: ["TimeImportProgressed", "TimeImportEnded"])`). Each line must be what one could record: by the person who worked, by a partner\'s administrator for the firm\'s people, by the project\'s manager for anybody on the project. What is imported is SUBMITTED, and the person who imported it does not decide on it. The same line is imported once, however often the file is; a line that is known and says something else is a finding. Rejected and reversed entries do not block a line. With `dryRun`, the same judgement comes without any time entry.',
  })
  timeEntriesImport(@InputArg() input: TimeEntriesImportInput, @Ctx() { tx }: MutationContext): Promise<TimeImport> {
    return startImport(tx, input);
  }
}
