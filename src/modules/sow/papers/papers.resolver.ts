import { Ctx, Extensions, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../../shared/graphql/context';
import { ChangeOrder } from '../change-orders/change-order.entity';
import { StatementOfWork } from '../content/sow.entity';
import { changeOrderPrint } from './change-order-paper.reader';
import { audienceOf, linkSeconds, pathOfPaper } from './papers.links';
import { partsOf } from '../content/sow-content.reader';
import { hashOf } from './sow-content';

/** To print takes much work, and anyone with the link may ask for it. */
const linkPoints = 50;

@Resolver(() => StatementOfWork)
export class SowPaperResolver {
  @Extensions({ points: linkPoints })
  @FieldResolver(() => String, {
    description: `Where it is printed as a PDF, without an access token, for ${linkSeconds / 60} minutes from now, while your session lasts. Costs ${linkPoints} points. For staff it is the customer's paper, without budgets and cost rates; for a partner, what the partner may see, without any rate and with its own resources only.`,
  })
  printUrl(@Root() { id }: StatementOfWork, @Ctx() { viewer, links, publicUrl }: Context): string {
    return publicUrl + links.signFor(viewer, pathOfPaper('sow', id, audienceOf(viewer)), linkSeconds);
  }

  @FieldResolver(() => String, {
    description:
      'The SHA-256 of its content, in hexadecimal digits, as it stands on every page of the paper that `printUrl` prints for you: equal while nothing in it changes, whatever its status. Budgets and cost rates are not in it; for a partner, nor are bill rates and the resources of others, so that it differs from the one of the customer.',
  })
  async contentHash(@Root() sow: StatementOfWork, @Ctx() { reader }: Context): Promise<string> {
    return hashOf(sow, await partsOf(reader, sow.id));
  }
}

@Resolver(() => ChangeOrder)
export class ChangeOrderPaperResolver {
  @Extensions({ points: linkPoints })
  @FieldResolver(() => String, {
    description: `Where it is printed as a PDF, without an access token, for ${linkSeconds / 60} minutes from now, while your session lasts. Costs ${linkPoints} points. For staff it is the customer's paper, without budgets and cost rates; for a partner, what the partner may see.`,
  })
  printUrl(@Root() { id }: ChangeOrder, @Ctx() { viewer, links, publicUrl }: Context): string {
    return publicUrl + links.signFor(viewer, pathOfPaper('change-order', id, audienceOf(viewer)), linkSeconds);
  }

  @FieldResolver(() => String, {
    description:
      'The SHA-256 of what it says and of the revision that it changes, in hexadecimal digits, as it stands on every page of the paper that `printUrl` prints for you. Budgets and cost rates are not in it; a partner has one of its own.',
  })
  async contentHash(@Root() changeOrder: ChangeOrder, @Ctx() context: Context): Promise<string> {
    const { reader, viewer, issuerName } = context;
    return (await changeOrderPrint(reader, changeOrder, audienceOf(viewer), issuerName)).hash;
  }
}
