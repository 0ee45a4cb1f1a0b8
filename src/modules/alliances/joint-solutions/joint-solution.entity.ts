import { Field, ID, Int, registerEnumType } from 'type-graphql';
import { Index } from 'typeorm';
import {
  DateColumn,
  EnumColumn,
  IdColumn,
  IntColumn,
  JsonColumn,
  LongTextColumn,
  TextColumn,
} from '../../../shared/database/columns';
import { Node, RecordType, StoredRecord, VendorOnly } from '../../../shared/database/record';
import type { PlainDate } from '../../../shared/domain/dates';
import type { Id } from '../../../shared/domain/ids';
import { PlainDateScalar } from '../../../shared/graphql/scalars';
import { Product, ServiceOffering } from '../../catalog';
import { Alliance } from '../alliances/alliance.entity';
import { JointSolutionStatus } from './joint-solution.lifecycle';

export enum JointSolutionRole {
  LEAD = 'LEAD',
  COMPONENT = 'COMPONENT',
}

registerEnumType(JointSolutionStatus, {
  name: 'JointSolutionStatus',
  description: 'Whether a joint solution is offered.',
  valuesConfig: {
    DRAFT: { description: 'Its content is being written.' },
    OFFERED: { description: 'Projects can use it. Its content no longer changes.' },
    WITHDRAWN: { description: 'It was withdrawn, or its draft was discarded: no new project can use it. Final.' },
  },
});

registerEnumType(JointSolutionRole, {
  name: 'JointSolutionRole',
  description: 'The role of a product or offering in a joint solution.',
  valuesConfig: {
    LEAD: { description: 'The product that leads it; exactly one.' },
    COMPONENT: { description: 'Any other part.' },
  },
});

/** A part as the history keeps it. */
export interface StoredPart {
  role: JointSolutionRole;
  productId: Id<'product'> | null;
  offeringId: Id<'offering'> | null;
}

@RecordType({
  prefix: 'joint_solution',
  description:
    "Products and offerings of an alliance that are sold as one. Partner users see those that are offered, those of their firm's alliances, and those of the projects that it is staffed on.",
})
@Index(['allianceId', 'status'])
@Index(['createdAt'])
export class JointSolution extends StoredRecord {
  declare id: Id<'joint_solution'>;

  @Field({ description: 'The name under which it is sold; unique among those not withdrawn, ignoring case.' })
  @TextColumn({ length: 200 })
  name!: string;

  @Index()
  @TextColumn({ length: 200 })
  nameKey!: string;

  /** The key of its name until it is withdrawn, then null. */
  @Index({ unique: true })
  @TextColumn({ length: 200, nullable: true })
  openKey!: string | null;

  @Field({ description: 'What the customer gains from it.' })
  @LongTextColumn()
  description!: string;

  /** The relation `alliance` publishes it to those who see the alliance. */
  @IdColumn({ references: () => Alliance })
  allianceId!: Id<'alliance'>;

  @Index()
  @Field(() => JointSolutionStatus, { description: 'Whether it is offered.' })
  @EnumColumn()
  status!: JointSolutionStatus;

  /** Its parts, which the history keeps; the rows of `JointSolutionPart` say the same. */
  @JsonColumn()
  content!: StoredPart[];

  @Field(() => PlainDateScalar, {
    nullable: true,
    description: 'The day on which it was offered; null before that.',
  })
  @DateColumn({ nullable: true })
  offeredOn!: PlainDate | null;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description: 'The day on which it was withdrawn; null before that.',
  })
  @DateColumn({ nullable: true })
  withdrawnOn!: PlainDate | null;

  @VendorOnly()
  @Field(() => String, {
    nullable: true,
    description: 'Why it was withdrawn; null before that, and for partner roles.',
  })
  @LongTextColumn({ nullable: true })
  withdrawalReason!: string | null;
}

@RecordType({ prefix: 'joint_solution_part', description: 'A product or an offering of a joint solution.' })
@Index(['jointSolutionId', 'position'], { unique: true })
export class JointSolutionPart extends Node {
  declare id: Id<'joint_solution_part'>;

  @Field(() => ID, { description: 'The id of the joint solution that it is a part of.' })
  @IdColumn({ references: () => JointSolution })
  jointSolutionId!: Id<'joint_solution'>;

  @Field(() => Int, { description: 'Its place in the joint solution, from 0.' })
  @IntColumn()
  position!: number;

  @Field(() => JointSolutionRole, { description: 'Whether the part leads the joint solution or is a component of it.' })
  @EnumColumn()
  role!: JointSolutionRole;

  /** The joint solution if this part leads it, otherwise null: exactly one part leads. */
  @Index({ unique: true })
  @IdColumn({ nullable: true })
  leadOfId!: Id<'joint_solution'> | null;

  @Index()
  @IdColumn({ nullable: true, references: () => Product })
  productId!: Id<'product'> | null;

  @Index()
  @IdColumn({ nullable: true, references: () => ServiceOffering })
  offeringId!: Id<'offering'> | null;
}
