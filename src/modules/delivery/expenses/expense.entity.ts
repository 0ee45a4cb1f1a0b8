import { Field, ID, registerEnumType } from 'type-graphql';
import { Index } from 'typeorm';
import {
  BooleanColumn,
  DateColumn,
  EnumColumn,
  IdColumn,
  JsonColumn,
  LongTextColumn,
  MoneyColumn,
  TextColumn,
} from '../../../shared/database/columns';
import { RecordType, StoredRecord } from '../../../shared/database/record';
import type { PlainDate } from '../../../shared/domain/dates';
import type { Id } from '../../../shared/domain/ids';
import { Money, PlainDateScalar, publishMoney } from '../../../shared/graphql/scalars';
import { User } from '../../identity';
import { Partner } from '../../partners';
import { Project } from '../projects/project.entity';
import { ScopeItem } from '../sow/sow-parts.entity';
import { ExpenseStatus } from './expense.lifecycle';

export enum ExpenseKind {
  TRAVEL = 'TRAVEL',
  ACCOMMODATION = 'ACCOMMODATION',
  MATERIAL = 'MATERIAL',
  SOFTWARE = 'SOFTWARE',
  SERVICE = 'SERVICE',
  OTHER = 'OTHER',
}

registerEnumType(ExpenseKind, {
  name: 'ExpenseKind',
  description: 'What was paid for.',
  valuesConfig: {
    TRAVEL: { description: 'Getting there and back.' },
    ACCOMMODATION: { description: 'Staying there, meals included.' },
    MATERIAL: { description: 'Things that were used up or handed over.' },
    SOFTWARE: { description: 'Licences and hosting.' },
    SERVICE: { description: 'Work of others who record no time here.' },
    OTHER: { description: 'Anything else; the note says what.' },
  },
});

registerEnumType(ExpenseStatus, {
  name: 'ExpenseStatus',
  description: 'Whether an expense counts.',
  valuesConfig: {
    SUBMITTED: { description: 'Before the manager of the project.' },
    APPROVED: { description: 'Counts as actual cost of the project. Final.' },
    REJECTED: { description: 'Does not count. Final: a corrected one is recorded anew.' },
  },
});

@RecordType({
  prefix: 'expense',
  description:
    "Money spent on a project beside time. A partner's member sees their own, its administrator all of the firm's.",
})
@Index(['projectId', 'spentOn'])
@Index(['userId', 'spentOn'])
@Index(['partnerId', 'spentOn'])
@Index(['status', 'spentOn'])
@Index(['spentOn'])
export class Expense extends StoredRecord {
  declare id: Id<'expense'>;

  @Field(() => ID)
  @IdColumn({ references: () => Project })
  projectId!: Id<'project'>;

  @Field(() => ID, { description: 'Who spent it.' })
  @IdColumn({ references: () => User })
  userId!: Id<'user'>;

  @Field(() => ID, { nullable: true, description: "The person's firm; null for the vendor's staff." })
  @IdColumn({ nullable: true, references: () => Partner })
  partnerId!: Id<'partner'> | null;

  @Index()
  @Field(() => ID, { nullable: true, description: 'The scope item that it was spent for; null where for the whole.' })
  @IdColumn({ nullable: true, references: () => ScopeItem })
  scopeItemId!: Id<'scope_item'> | null;

  @Field(() => String, { nullable: true, description: 'The phase that it was spent in; null where that is open.' })
  @TextColumn({ length: 100, nullable: true })
  phase!: string | null;

  @Field(() => ExpenseKind)
  @EnumColumn()
  kind!: ExpenseKind;

  @Field(() => PlainDateScalar, { description: 'The day on which it was spent.' })
  @DateColumn()
  spentOn!: PlainDate;

  @MoneyColumn()
  amountMinor!: number;

  @TextColumn({ length: 3 })
  currencyCode!: string;

  @Field({ description: 'Is it charged to the customer?' })
  @BooleanColumn()
  billable!: boolean;

  @Field({ description: 'What for; may be empty.' })
  @LongTextColumn()
  note!: string;

  /** Ids of the receipts. */
  @JsonColumn()
  documents!: string[];

  @Field(() => ExpenseStatus)
  @EnumColumn()
  status!: ExpenseStatus;

  @Index()
  @IdColumn({ nullable: true, references: () => User })
  decidedById!: Id<'user'> | null;

  @Field(() => String, { nullable: true, description: 'Why it was rejected; null in every other state.' })
  @LongTextColumn({ nullable: true })
  rejectionReason!: string | null;

  @Field(() => Money, { description: 'In the currency of the signed statement of work; above 0.' })
  get amount(): Money {
    return publishMoney({ minor: this.amountMinor, currencyCode: this.currencyCode });
  }
}
