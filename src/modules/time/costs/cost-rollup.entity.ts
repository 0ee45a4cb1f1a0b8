import { Index } from 'typeorm';
import { IdColumn, IntColumn, MoneyColumn, TextColumn } from '../../../shared/database/columns';
import { Node, RecordType } from '../../../shared/database/record';
import type { Id } from '../../../shared/domain/ids';
import { Partner } from '../../partners';

/** The cost roll-up: approved time and its cost, updated by every approval. `costByPhase` reads it. */
@RecordType({ prefix: 'cost_rollup', description: 'Approved time and its cost by partner, phase, month and currency.' })
// A covering index in the order of the aggregation, so that the query never reads the rows themselves.
@Index(['partnerId', 'phase', 'currencyCode', 'month', 'minutes', 'costMinor'])
@Index(['month'])
export class CostRollup extends Node {
  declare id: Id<'cost_rollup'>;

  @IdColumn({ nullable: true, references: () => Partner })
  partnerId!: Id<'partner'> | null;

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

  @MoneyColumn()
  costMinor!: number;
}
