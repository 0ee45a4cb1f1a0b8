import { ArrayMaxSize } from 'class-validator';
import { Arg, Args, ArgsType, Ctx, Field, ID, Int, ObjectType, Query, Resolver } from 'type-graphql';
import { GraphQLError } from 'graphql';
import { HistoryAnchor } from '../database/anchor';
import { chainHash, emptyHash, HistoryEntry } from '../database/history';
import { Node, recordClassOf, StoredRecord } from '../database/record';
import { ForbiddenError, InvalidInputError, NotFoundError } from '../domain/errors';
import { prefixOf } from '../domain/ids';
import { Fact } from '../events/fact';
import { quoted } from '../domain/text';
import { connectionTypeOf, PageArgs } from './connection';
import type { Context } from './context';
import { IdArg } from './arguments';

@ArgsType()
class NodesArgs {
  @Field(() => [ID], { description: 'At most 100 ids, of any kinds.' })
  @ArrayMaxSize(100)
  ids!: string[];
}

@ObjectType({ simpleResolvers: true, description: "The result of verifying a record's history." })
class AuditVerification {
  @Field({ description: 'Whether every entry follows from the previous one, up to the current record.' })
  intact!: boolean;

  @Field(() => Int, { description: 'How many entries were checked.' })
  entries!: number;

  @Field(() => ID, {
    nullable: true,
    description: 'The first entry that does not match; null if all do, or if the newest is missing.',
  })
  firstBrokenEntryId!: string | null;
}

const HistoryAnchorConnection = connectionTypeOf(HistoryAnchor);
const HistoryEntryConnection = connectionTypeOf(HistoryEntry);

@Resolver()
export class NodeResolver {
  @Query(() => Node, {
    nullable: true,
    description: 'Any record by its id; null if it does not exist or you may not see it.',
  })
  node(@IdArg() id: string, @Ctx() context: Context): Promise<Node | null> {
    return find(context, id);
  }

  @Query(() => [Node], {
    nullable: 'items',
    description: 'Records by their ids, in the same order; null for each that does not exist or that you may not see.',
  })
  nodes(@Args() { ids }: NodesArgs, @Ctx() context: Context): Promise<(Node | null)[]> {
    return Promise.all(ids.map((id) => find(context, id)));
  }

  @Query(() => HistoryEntryConnection, { description: "A record's changes, oldest first. For staff." })
  async history(
    @Arg('recordId', () => ID, { description: 'The id of the record whose changes are read.' }) recordId: string,
    @Args() page: PageArgs,
    @Ctx() context: Context,
  ) {
    await visibleRecord(context, recordId);
    return context.reader.page(HistoryEntry, page, { recordId }, [{ column: 'recordVersion' }]);
  }

  @Query(() => HistoryAnchorConnection, {
    description:
      'The signed anchors of the history, newest first; `npm run audit` archives them outside the database. For ADMIN; empty for others.',
  })
  historyAnchors(@Args() page: PageArgs, @Ctx() { reader }: Context) {
    return reader.page(HistoryAnchor, page, {}, [{ column: 'number', direction: 'DESC' }]);
  }

  @Query(() => AuditVerification, {
    description: "Recomputes the hash chain of a record's history. For staff.",
  })
  async auditVerify(
    @Arg('recordId', () => ID, { description: 'The id of the record whose history is verified.' }) recordId: string,
    @Ctx() context: Context,
  ): Promise<AuditVerification> {
    const record = await visibleRecord(context, recordId);
    const entries = await context.reader.list(HistoryEntry, { recordId }, [{ column: 'recordVersion' }]);
    let hash = emptyHash;
    for (const [index, entry] of entries.entries()) {
      hash = chainHash(hash, entry);
      if (hash !== entry.hash || entry.recordVersion !== index + 1) {
        return { intact: false, entries: entries.length, firstBrokenEntryId: entry.id };
      }
    }
    const complete = hash === record.historyHash && entries.length === record.version;
    return { intact: complete, entries: entries.length, firstBrokenEntryId: null };
  }
}

async function find(context: Context, id: string): Promise<Node | null> {
  const prefix = prefixOf(id);
  if (prefix === null) throw new InvalidInputError(`${quoted(id)} is not an id.`, ['id']);
  const recordClass = recordClassOf(prefix);
  if (!recordClass || !context.access.shows(recordClass)) {
    throw new InvalidInputError(`There is no kind of record with ids like ${prefix}_….`, ['id']);
  }
  const record = await context.reader.byId(recordClass, id);
  const about = subjectOf(record);
  return about === null || (await isVisible(context, about)) ? record : null;
}

/** The record whose policy decides who sees this row; null for a row that decides by itself. */
function subjectOf(record: Node | null): string | null {
  if (record instanceof HistoryEntry) return record.recordId;
  return record instanceof Fact ? record.subjectId : null;
}

async function isVisible({ access, reader }: Context, id: string): Promise<boolean> {
  const recordClass = recordClassOf(prefixOf(id) ?? '');
  return recordClass !== undefined && access.shows(recordClass) && (await reader.byId(recordClass, id)) !== null;
}

async function visibleRecord(context: Context, id: string): Promise<StoredRecord> {
  if (context.viewer.kind !== 'STAFF') throw new ForbiddenError('The history is for staff.');
  // The plan of `history` is for entries. With it, the subject's row would lack the column that decides who sees it.
  const reader = context.database.reader(context.viewer);
  const record = await find({ ...context, reader }, id);
  if (!record) throw new NotFoundError(id);
  if (!(record instanceof StoredRecord))
    throw new GraphQLError('This kind of record has no history, because it never changes.', {
      extensions: { code: 'BAD_USER_INPUT' },
    });
  return record;
}
