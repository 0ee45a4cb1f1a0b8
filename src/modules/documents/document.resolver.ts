import {
  Arg,
  Args,
  Ctx,
  Field,
  FieldResolver,
  ID,
  InputType,
  Mutation,
  Query,
  registerEnumType,
  Resolver,
  Root,
} from 'type-graphql';
import { ArrayMaxSize, Length } from 'class-validator';
import { contains, type Sql } from '../../shared/database/sql';
import { FilterArg, IdArg, ReasonArgs } from '../../shared/graphql/arguments';
import { connectionTypeOf, OrderDirection, PageArgs } from '../../shared/graphql/connection';
import type { Context, MutationContext } from '../../shared/graphql/context';
import { payloadOf } from '../../shared/graphql/payload';
import { Document, ScanStatus } from './document.entity';
import { mayDownload, withdraw } from './document.service';
import { linkSeconds, pathOf } from './documents.routes';

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

  @Field(() => [ScanStatus], { nullable: true })
  scanStatus?: ScanStatus[] | null;

  @Field(() => String, { nullable: true, description: 'Part of its name, as it is written.' })
  @Length(1, 100)
  search?: string | null;
}

/** By what documents are ordered; the values are columns. */
enum DocumentOrderField {
  CREATED_AT = 'createdAt',
}

registerEnumType(DocumentOrderField, {
  name: 'DocumentOrderField',
  description: 'By what documents are ordered.',
  valuesConfig: { CREATED_AT: { description: 'By upload.' } },
});

@InputType({ description: 'How documents are ordered.' })
class DocumentOrder {
  @Field(() => DocumentOrderField, { defaultValue: DocumentOrderField.CREATED_AT })
  field!: DocumentOrderField;

  @Field(() => OrderDirection, { defaultValue: OrderDirection.DESC })
  direction!: OrderDirection;
}

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
    @Arg('order', () => DocumentOrder, { nullable: true }) order: DocumentOrder | null,
    @Ctx() { reader }: Context,
  ) {
    const { field, direction } = order ?? { field: DocumentOrderField.CREATED_AT, direction: OrderDirection.DESC };
    const and: Sql[] = filter?.search ? [contains('name', filter.search)] : [];
    const where = {
      partnerId: (filter?.partnerId ?? undefined) as Document['partnerId'][] | undefined,
      projectId: (filter?.projectId ?? undefined) as Document['projectId'][] | undefined,
      scanStatus: filter?.scanStatus ?? undefined,
      and,
    };
    return reader.page(Document, page, where, [{ column: field, direction }]);
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
