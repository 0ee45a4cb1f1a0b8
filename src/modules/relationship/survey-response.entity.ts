import { Field, ID, Int, registerEnumType } from 'type-graphql';
import { Index } from 'typeorm';
import {
  DateColumn,
  DateTimeColumn,
  EnumColumn,
  IdColumn,
  IntColumn,
  JsonColumn,
  LongTextColumn,
  TextColumn,
} from '../../shared/database/columns';
import { RecordType, StoredRecord, VendorOnly } from '../../shared/database/record';
import type { PlainDate } from '../../shared/domain/dates';
import type { Id } from '../../shared/domain/ids';
import { DateTime, PlainDateScalar } from '../../shared/graphql/scalars';
import { Contact, Customer } from '../customers';
import { Partner } from '../partners';
import { Project } from '../projects';
import { Milestone } from '../sow';
import { SurveyResponseStatus } from './survey-response.lifecycle';

export enum SurveyKind {
  CSAT = 'CSAT',
  NPS = 'NPS',
}

registerEnumType(SurveyKind, {
  name: 'SurveyKind',
  description: 'What a customer was asked.',
  valuesConfig: {
    CSAT: { description: 'How satisfied they are: a score from 1 to 5.' },
    NPS: { description: 'How likely they are to recommend it: a score from 0 to 10.' },
  },
});

registerEnumType(SurveyResponseStatus, {
  name: 'SurveyResponseStatus',
  description: 'Whether a survey response counts.',
  valuesConfig: {
    RECORDED: { description: 'It counts.' },
    WITHDRAWN: { description: 'It was recorded by mistake and does not count. Final.' },
  },
});

@RecordType({
  prefix: 'survey_response',
  description:
    "A customer's answer to a survey about a project or one of its milestones. Staff see all; partner users see those about their own firm, without the contact.",
})
@Index(['projectId', 'respondedOn'])
@Index(['customerId', 'respondedOn'])
@Index(['partnerId', 'respondedOn'])
@Index(['kind', 'respondedOn'])
@Index(['status', 'respondedOn'])
@Index(['status', 'kind', 'score'])
@Index(['respondedOn'])
@Index(['createdAt'])
export class SurveyResponse extends StoredRecord {
  declare id: Id<'survey_response'>;

  @Field(() => ID, { description: 'The id of the project that it is about.' })
  @IdColumn({ references: () => Project })
  projectId!: Id<'project'>;

  @Field(() => ID, { description: 'The id of the customer who answered.' })
  @IdColumn({ references: () => Customer })
  customerId!: Id<'customer'>;

  @Index()
  @VendorOnly()
  @Field(() => ID, {
    nullable: true,
    description: "The id of the customer's contact who answered. Null for partner roles.",
  })
  @IdColumn({ references: () => Contact })
  contactId!: Id<'contact'> | null;

  @Index()
  @Field(() => ID, {
    nullable: true,
    description: 'The id of the milestone that it is about; null for the whole project.',
  })
  @IdColumn({ nullable: true, references: () => Milestone })
  milestoneId!: Id<'milestone'> | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The id of the partner that delivered; null if the vendor did.',
  })
  @IdColumn({ nullable: true, references: () => Partner })
  partnerId!: Id<'partner'> | null;

  @Field(() => SurveyKind, { description: 'What the customer was asked, which determines the range of the score.' })
  @EnumColumn()
  kind!: SurveyKind;

  @Field(() => Int, { description: 'From 1 to 5 for CSAT, from 0 to 10 for NPS. More is better.' })
  @IntColumn()
  score!: number;

  @Field({ description: "The customer's comment; may be empty." })
  @LongTextColumn()
  comment!: string;

  @Field(() => PlainDateScalar, { description: 'The day on which the customer answered.' })
  @DateColumn()
  respondedOn!: PlainDate;

  @JsonColumn()
  documents!: Id<'document'>[];

  @Index()
  @IdColumn({ nullable: true })
  recordedById!: Id<'user'> | null;

  @Field(() => SurveyResponseStatus, { description: 'Whether it counts.' })
  @EnumColumn()
  status!: SurveyResponseStatus;

  /**
   * Contact, project, origin of the milestone, and kind until it is withdrawn, then null: each contact answers a question
   * once.
   */
  @Index({ unique: true })
  @TextColumn({ length: 180, nullable: true })
  answerKey!: string | null;

  @IdColumn({ nullable: true })
  withdrawnById!: Id<'user'> | null;

  @Field(() => DateTime, { nullable: true, description: 'The time at which it was withdrawn; null while it counts.' })
  @DateTimeColumn({ nullable: true })
  withdrawnAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Why it was withdrawn; null while it counts.' })
  @LongTextColumn({ nullable: true })
  withdrawalReason!: string | null;
}
