import { blockersOf, checkOf } from '../../../shared/access/steps';
import { padded, type Sql, sql } from '../../../shared/database/sql';
import { RuleViolationError } from '../../../shared/domain/errors';
import { productOwnerActions } from '../products/products.actions';
import { AllianceStage } from './alliance.lifecycle';

const code = 'owner-in-alliance';
const counting = (product: Sql) =>
  sql`SELECT part.productId AS productId, joined.name AS name FROM alliance AS joined JOIN alliance_product AS part ON part.allianceId = joined.id WHERE part.productId ${product} AND joined.stage <> ${AllianceStage.EXIT}`;
const messageOf = (name: string) =>
  `The owner is a party of the alliance ${name} by this product. End that alliance first, or take the product out of it before the selection.`;

export const blockers = [
  blockersOf(productOwnerActions.assignOwner, async (reader, product) => {
    const [found] = await reader.unnarrowed.rowsBy<{ productId: string; name: string }>(
      'open alliances of products',
      'productId',
      product.id,
      (ids) => counting(sql`IN (${padded(ids)})`),
    );
    return found ? [{ code, message: messageOf(found.name) }] : [];
  }),
];

/** An alliance holds its products, so this update waits for one that is being created, and then counts it. */
export const checks = [
  checkOf(productOwnerActions.assignOwner, async (tx, product) => {
    const free = await tx.execute(
      sql`UPDATE product SET version = version WHERE id = ${product.id} AND NOT EXISTS (${counting(sql`= ${product.id}`)})`,
    );
    if (free !== 1) throw new RuleViolationError(code, messageOf('that was just created'));
  }),
];
