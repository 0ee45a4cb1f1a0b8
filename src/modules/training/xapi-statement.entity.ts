import { Field, registerEnumType } from 'type-graphql';
import { Index } from 'typeorm';
import {
  DateTimeColumn,
  EnumColumn,
  IdColumn,
  JsonColumn,
  LongTextColumn,
  TextColumn,
} from '../../shared/database/columns';
import { RecordType, StoredRecord } from '../../shared/database/record';
import type { Id } from '../../shared/domain/ids';
import { DateTime, Json } from '../../shared/graphql/scalars';
import { ApiKey } from '../identity';
import { Enrollment } from './enrollment.entity';
import { XapiStatementStatus } from './xapi-statement.lifecycle';

registerEnumType(XapiStatementStatus, {
  name: 'XapiStatementStatus',
  description: 'The status of a statement from a learning system.',
  valuesConfig: {
    UNMATCHED: { description: 'Waits, because the person, the course or the enrollment is not known yet.' },
    MATCHED: { description: 'Was matched to an enrollment and applied to it.' },
    NOTED: { description: 'Has a verb without effect here; it is kept.' },
    DISMISSED: { description: 'A user decided that it is not about a person or course of this installation.' },
  },
});

export enum XapiGap {
  UNKNOWN_PERSON = 'UNKNOWN_PERSON',
  UNKNOWN_COURSE = 'UNKNOWN_COURSE',
  NOT_ENROLLED = 'NOT_ENROLLED',
}

registerEnumType(XapiGap, {
  name: 'XapiGap',
  description: 'What a statement waits for.',
  valuesConfig: {
    UNKNOWN_PERSON: { description: 'Its actor is not a user, neither by email address nor by id.' },
    UNKNOWN_COURSE: { description: 'Its activity is not a published course.' },
    NOT_ENROLLED: { description: 'The person is not enrolled, and can no longer be.' },
  },
});

@RecordType({
  prefix: 'xapistatement',
  table: 'xapi_statement',
  description: 'What a learning system reported about a person and a course (xAPI). For ECOSYSTEM_MANAGER and ADMIN.',
})
@Index(['createdAt'])
@Index(['status', 'createdAt'])
@Index(['apiKeyId', 'createdAt'])
export class XapiStatement extends StoredRecord {
  declare id: Id<'xapistatement'>;

  @Index({ unique: true })
  @Field({ description: 'The UUID of the statement in xAPI.' })
  @TextColumn({ length: 36 })
  statementId!: string;

  /** The hash of what was sent, without the parts that this server sets: the same content is the same statement. */
  @TextColumn({ length: 64 })
  bodyHash!: string;

  @IdColumn({ references: () => ApiKey })
  apiKeyId!: Id<'apikey'>;

  @Index()
  @Field({ description: 'What identifies the actor: an email address, the id of a user, or another name.' })
  @TextColumn({ length: 500 })
  person!: string;

  @Index()
  @Field({ description: 'The IRI of its verb.' })
  @TextColumn({ length: 500 })
  verbId!: string;

  @Index()
  @Field({ description: 'The IRI of its activity; empty if it is not about an activity.' })
  @TextColumn({ length: 500 })
  activityId!: string;

  @Field(() => DateTime, { description: 'When it happened, according to the learning system, in UTC.' })
  @DateTimeColumn()
  timestamp!: Date;

  @Field(() => XapiStatementStatus, { description: 'Whether the statement was applied to an enrollment.' })
  @EnumColumn()
  status!: XapiStatementStatus;

  @Field(() => XapiGap, { nullable: true, description: 'What the statement waits for; null if it does not wait.' })
  @EnumColumn({ nullable: true })
  gap!: XapiGap | null;

  @Index()
  @IdColumn({ nullable: true })
  userId!: Id<'user'> | null;

  @Index()
  @IdColumn({ nullable: true, references: () => Enrollment })
  enrollmentId!: Id<'enrollment'> | null;

  @Field(() => String, { nullable: true, description: 'Why the statement was dismissed; null if it was not.' })
  @LongTextColumn({ nullable: true })
  dismissedBecause!: string | null;

  @Field(() => Json, { description: 'The statement as it was received.' })
  @JsonColumn()
  statement!: Record<string, unknown>;
}
