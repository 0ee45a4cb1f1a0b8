import { blockersOf, checkOf } from '../../../shared/access/steps';
import { sql } from '../../../shared/database/sql';
import { RuleViolationError } from '../../../shared/domain/errors';
import { productOwnerActions } from '../products/products.actions';
import { AllianceStage } from './alliance.lifecycle';

const code = 'owner-in-alliance';
const counting = (productId: string) =>
  sql`SELECT joined.name AS name FROM alliance AS joined JOIN alliance_product AS part ON part.allianceId = joined.id WHERE part.productId = ${productId} AND joined.stage <> ${AllianceStage.EXIT}`;
const messageOf = (name: string) =>
  `The owner is a party of the alliance ${name} by this product. End that alliance first, or take the product out of it before the selection.`;

export const blockers = [
  blockersOf(productOwnerActions.assignOwner, async (reader, product) => {
    const [found] = await reader.unnarrowed.rows<{ name: string }>(sql`${counting(product.id)} LIMIT 1`);
    return found ? [{ code, message: messageOf(found.name) }] : [];
  }),
];

/** An alliance holds its products, so this update waits for one that is being created, and then counts it. */
export const checks = [
  checkOf(productOwnerActions.assignOwner, async (tx, product) => {
    const free = await tx.execute(
      sql`UPDATE product SET version = version WHERE id = ${product.id} AND NOT EXISTS (${counting(product.id)})`,
    );
    if (free !== 1) throw new RuleViolationError(code, messageOf('that was just created'));
  }),
];
