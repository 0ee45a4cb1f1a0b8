import { Index } from 'typeorm';
import { IdColumn, IntColumn, MoneyColumn, TextColumn } from '../../../shared/database/columns';
import { Node, RecordType } from '../../../shared/database/record';
import type { Id } from '../../../shared/domain/ids';
import { Partner } from '../../partners';

/** Approved time and its cost, added up with every approval: what `costByPhase` is answered from. */
@RecordType({ prefix: 'cost_rollup', description: 'Approved time and its cost, added up.' })
// Holds all that is asked for, in the order in which it is added up: the rows themselves are never read for it.
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

  /** The last letter of the project's id where the time is the vendor's own; empty where it is a partner's. */
  @TextColumn({ length: 1 })
  share!: string;

  @IntColumn()
  entries!: number;

  @IntColumn()
  minutes!: number;

  @MoneyColumn()
  costMinor!: number;
}
