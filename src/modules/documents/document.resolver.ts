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
  @Field(() => [ID], { nullable: true, description: 'About one of these partners.' })
  @ArrayMaxSize(100)
  partnerId?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'About one of these projects.' })
  @ArrayMaxSize(100)
  projectId?: string[] | null;

  @Field(() => [ScanStatus], {
    nullable: true,
    description: 'Only those for which the virus scanner has one of these results.',
  })
  scanStatus?: ScanStatus[] | null;

  @Field(() => String, { nullable: true, description: 'Part of its name, as it is written.' })
  @Length(1, 100)
  search?: string | null;
}

const DocumentOrder = orderOf(
  'DocumentOrder',
  'documents',
  {
    CREATED_AT: { column: 'createdAt', description: 'By upload.' },
  },
  { field: 'CREATED_AT', direction: 'DESC' },
);

@Resolver(() => Document)
export class DocumentResolver {
  @Query(() => Document, {
    nullable: true,
    description: 'A document by its id; null where there is none that you may see.',
  })
  document(@IdArg() id: string, @Ctx() { reader }: Context): Promise<Document | null> {
    return reader.byId(Document, id);
  }

  @Query(() => DocumentConnection, {
    description:
      "Documents, newest first unless ordered otherwise. A partner's administrator sees those of the firm, a member their own.",
  })
  documents(
    @Args() page: PageArgs,
    @FilterArg(() => DocumentFilter) filter: DocumentFilter | null,
    @OrderArg(DocumentOrder, 'order') order: Order | null,
    @Ctx() { reader }: Context,
  ) {
    const and: Sql[] = filter?.search ? [contains('name', filter.search)] : [];
    const where = {
      ...matching(Document, filter, 'partnerId', 'projectId', 'scanStatus'),
      and,
    };
    return reader.page(Document, page, where, DocumentOrder.columns(order));
  }

  @Mutation(() => DocumentPayload, {
    description:
      'Takes back a document that was uploaded by mistake: nobody opens it any more, links that were handed out end, and it is taken as evidence of nothing new. What it was evidence of before still names it. By who uploaded it, or an ADMIN.',
  })
  documentWithdraw(@Args() { id, version, reason }: ReasonArgs, @Ctx() { tx }: MutationContext): Promise<Document> {
    return withdraw(tx, id, version, reason);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: `Where its content is downloaded, without an access token, for ${linkSeconds / 60} minutes from now, while your session lasts; null where you may not, where it was withdrawn, and where the virus scanner found something or was not asked yet.`,
  })
  downloadUrl(@Root() document: Document, @Ctx() { access, viewer, links, publicUrl }: Context): string | null {
    if (!mayDownload(access, viewer, document)) return null;
    return publicUrl + links.signFor(viewer, pathOf(document.id), linkSeconds);
  }
}
