import { Args, Ctx, Field, FieldResolver, ID, InputType, Mutation, Query, Resolver, Root } from 'type-graphql';
import { ArrayMaxSize, Length } from 'class-validator';
import { matching } from '../../shared/database/where';
import { contains, type Sql } from '../../shared/database/sql';
import { FilterArg, IdArg, type Order, OrderArg, orderOf, ReasonArgs } from '../../shared/graphql/arguments';
import { connectionTypeOf, PageArgs } from '../../shared/graphql/connection';
import type { Context, MutationContext } from '../../shared/graphql/context';
import { payloadOf } from '../../shared/graphql/payload';
import { Document, ScanStatus } from './document.entity';
import { mayDownload, withdraw } from './document.service';
import { linkSeconds, pathOf } from './documents.links';

const DocumentConnection = connectionTypeOf(Document);
const DocumentPayload = payloadOf('Document', 'document', () => Document, 'the document');

@InputType({ description: 'Which documents to list.' })
class DocumentFilter {
  @Field(() => [ID], { nullable: true, description: 'Only documents about one of these partners.' })
  @ArrayMaxSize(100)
  partnerId?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Only documents about one of these projects.' })
  @ArrayMaxSize(100)
  projectId?: string[] | null;

  @Field(() => [ScanStatus], {
    nullable: true,
    description: 'Only documents with one of these scan results.',
  })
  scanStatus?: ScanStatus[] | null;

  @Field(() => String, { nullable: true, description: 'Part of the file name, matching case.' })
  @Length(1, 100)
  search?: string | null;
}

const DocumentOrder = orderOf(
  'DocumentOrder',
  'documents',
  {
    CREATED_AT: { column: 'createdAt', description: 'By the time of the upload.' },
  },
  { field: 'CREATED_AT', direction: 'DESC' },
);

@Resolver(() => Document)
export class DocumentResolver {
  @Query(() => Document, {
    nullable: true,
    description: 'A document by its id; null if it does not exist or you may not see it.',
  })
  document(@IdArg() id: string, @Ctx() { reader }: Context): Promise<Document | null> {
    return reader.byId(Document, id);
  }

  @Query(() => DocumentConnection, {
    description:
      "Documents, newest first by default. A partner's administrator sees those of the partner, a member their own.",
  })
  documents(
    @Args() page: PageArgs,
    @FilterArg(() => DocumentFilter) filter: DocumentFilter | null,
    @OrderArg(DocumentOrder, 'order') order: Order | null,
    @Ctx() { reader }: Context,
  ) {
    const and: Sql[] = filter?.search ? [contains<Document>('name', filter.search)] : [];
    const where = {
      ...matching(Document, filter, 'partnerId', 'projectId', 'scanStatus'),
      and,
    };
    return reader.page(Document, page, where, DocumentOrder.columns(order));
  }

  @Mutation(() => DocumentPayload, {
    description:
      'Withdraws a document that was uploaded by mistake: it can no longer be opened, existing links end, and it cannot be used as new evidence. Records that already refer to it keep the reference. For the uploader and ADMIN.',
  })
  documentWithdraw(@Args() { id, version, reason }: ReasonArgs, @Ctx() { tx }: MutationContext): Promise<Document> {
    return withdraw(tx, id, version, reason);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: `The address of the content, which works without an access token for ${linkSeconds / 60} minutes, while your session lasts. Null if you may not download it, if the document was withdrawn, and if the virus scanner found something or has not scanned it yet.`,
  })
  downloadUrl(@Root() document: Document, @Ctx() { access, viewer, links, publicUrl }: Context): string | null {
    if (!mayDownload(access, viewer, document)) return null;
    return publicUrl + links.signFor(viewer, pathOf(document.id), linkSeconds);
  }
}
