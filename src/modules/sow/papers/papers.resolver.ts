import { Ctx, Extensions, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../../shared/graphql/context';
import { ChangeOrder } from '../change-orders/change-order.entity';
import { StatementOfWork } from '../content/sow.entity';
import { changeOrderPrint } from './change-order-paper.reader';
import { audienceOf, linkSeconds, pathOfPaper } from './papers.links';
import { partsOf } from '../content/sow-content.reader';
import { hashOf } from './sow-content';

/** Printing is expensive, and anyone with the link may request it. */
const linkPoints = 50;

@Resolver(() => StatementOfWork)
export class SowPaperResolver {
  @Extensions({ points: linkPoints })
  @FieldResolver(() => String, {
    description: `The address of the PDF, valid without an access token for ${linkSeconds / 60} minutes from now and while your session lasts. Costs ${linkPoints} points. Staff get the customer's paper, without budgets and cost rates; partner users get what they may see, without any rates and only with their own resources.`,
  })
  printUrl(@Root() { id }: StatementOfWork, @Ctx() { viewer, links, publicUrl }: Context): string {
    return publicUrl + links.signFor(viewer, pathOfPaper('sow', id, audienceOf(viewer)), linkSeconds);
  }

  @FieldResolver(() => String, {
    description:
      "The SHA-256 of its content, in hexadecimal digits, as printed on every page of the paper behind `printUrl`: equal as long as the content is, regardless of the status. It excludes budgets and cost rates; for a partner, also bill rates and the resources of others, so that it differs from the customer's.",
  })
  async contentHash(@Root() sow: StatementOfWork, @Ctx() { reader }: Context): Promise<string> {
    return hashOf(sow, await partsOf(reader, sow.id));
  }
}

@Resolver(() => ChangeOrder)
export class ChangeOrderPaperResolver {
  @Extensions({ points: linkPoints })
  @FieldResolver(() => String, {
    description: `The address of the PDF, valid without an access token for ${linkSeconds / 60} minutes from now and while your session lasts. Costs ${linkPoints} points. Staff get the customer's paper, without budgets and cost rates; partner users get what they may see.`,
  })
  printUrl(@Root() { id }: ChangeOrder, @Ctx() { viewer, links, publicUrl }: Context): string {
    return publicUrl + links.signFor(viewer, pathOfPaper('change-order', id, audienceOf(viewer)), linkSeconds);
  }

  @FieldResolver(() => String, {
    description:
      'The SHA-256 of its content and of the revision that it changes, in hexadecimal digits, as printed on every page of the paper behind `printUrl`. It excludes budgets and cost rates; a partner has a different one.',
  })
  async contentHash(@Root() changeOrder: ChangeOrder, @Ctx() context: Context): Promise<string> {
    const { reader, viewer, issuerName } = context;
    return (await changeOrderPrint(reader, changeOrder, audienceOf(viewer), issuerName)).hash;
  }
}
