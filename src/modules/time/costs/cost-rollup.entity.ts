import { Index } from 'typeorm';
import { IdColumn, IntColumn, MoneyColumn, TextColumn } from '../../../shared/database/columns';
import { Node, RecordType } from '../../../shared/database/record';
import type { Id } from '../../../shared/domain/ids';
import { ServiceOffering } from '../../catalog';
import { Partner } from '../../partners';

/** The cost roll-up: approved time and its cost, updated by every approval. */
@RecordType({
  prefix: 'cost_rollup',
  description: 'Approved time and its cost by partner, offering, phase, month and currency.',
})
// Covering indices in the order of the aggregations, so that no query reads the rows themselves: costs by phase, and the
// standardisation rate.
@Index(['partnerId', 'phase', 'currencyCode', 'month', 'entries', 'minutes', 'costMinor'])
@Index(['month', 'offeringId', 'partnerId', 'minutes', 'standardMinutes', 'entries'])
export class CostRollup extends Node {
  declare id: Id<'cost_rollup'>;

  @IdColumn({ nullable: true, references: () => Partner })
  partnerId!: Id<'partner'> | null;

  /** That of the allocation under which the time was recorded. */
  @IdColumn({ references: () => ServiceOffering })
  offeringId!: Id<'offering'>;

  @TextColumn({ length: 100 })
  phase!: string;

  /** `YYYY-MM`. */
  @TextColumn({ length: 7 })
  month!: string;

  @TextColumn({ length: 3 })
  currencyCode!: string;

  /** The last letter of the project's id if the time is the vendor's own; empty for a partner's. */
  @TextColumn({ length: 1 })
  share!: string;

  @IntColumn()
  entries!: number;

  @IntColumn()
  minutes!: number;

  /** Those on standard scope items. */
  @IntColumn()
  standardMinutes!: number;

  @MoneyColumn()
  costMinor!: number;
}
