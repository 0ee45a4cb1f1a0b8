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
  description: 'What became of a statement of a learning system.',
  valuesConfig: {
    UNMATCHED: { description: 'The person, the course or the enrolment is not known yet; it waits.' },
    MATCHED: { description: 'It is about an enrolment, and has had its effect there.' },
    NOTED: { description: 'Its verb has no effect here; it is kept.' },
    DISMISSED: { description: 'Somebody decided that it is nobody of ours, or no course of ours.' },
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
    UNKNOWN_PERSON: { description: 'Its actor is no user: neither by e-mail address nor by id.' },
    UNKNOWN_COURSE: { description: 'Its activity is no course that was published.' },
    NOT_ENROLLED: { description: 'The person is not enrolled, and cannot be any more.' },
  },
});

@RecordType({
  prefix: 'xapistatement',
  table: 'xapi_statement',
  description: 'What a learning system said of a person and a course (xAPI). For an ECOSYSTEM_MANAGER and an ADMIN.',
})
@Index(['createdAt'])
@Index(['status', 'createdAt'])
@Index(['apiKeyId', 'createdAt'])
export class XapiStatement extends StoredRecord {
  declare id: Id<'xapistatement'>;

  @Index({ unique: true })
  @Field({ description: 'The id that the statement has in the world: a UUID.' })
  @TextColumn({ length: 36 })
  statementId!: string;

  /** Of what was sent, without what is ours to say: the same again is the same statement. */
  @TextColumn({ length: 64 })
  bodyHash!: string;

  @IdColumn({ references: () => ApiKey })
  apiKeyId!: Id<'apikey'>;

  @Index()
  @Field({ description: 'How its actor is known: an e-mail address, the id of a user, or another name.' })
  @TextColumn({ length: 500 })
  person!: string;

  @Index()
  @Field({ description: 'The IRI of its verb.' })
  @TextColumn({ length: 500 })
  verbId!: string;

  @Index()
  @Field({ description: 'The IRI of its activity; empty where it is about none.' })
  @TextColumn({ length: 500 })
  activityId!: string;

  @Field(() => DateTime, { description: 'When it happened, as the learning system says.' })
  @DateTimeColumn()
  timestamp!: Date;

  @Field(() => XapiStatementStatus, { description: 'Whether it had its effect on an enrolment.' })
  @EnumColumn()
  status!: XapiStatementStatus;

  @Field(() => XapiGap, { nullable: true, description: 'What it waits for; null where it does not wait.' })
  @EnumColumn({ nullable: true })
  gap!: XapiGap | null;

  @Index()
  @IdColumn({ nullable: true })
  userId!: Id<'user'> | null;

  @Index()
  @IdColumn({ nullable: true, references: () => Enrollment })
  enrollmentId!: Id<'enrollment'> | null;

  @Field(() => String, { nullable: true, description: 'Why it was dismissed; null where it was not.' })
  @LongTextColumn({ nullable: true })
  dismissedBecause!: string | null;

  @Field(() => Json, { description: 'The statement as it came.' })
  @JsonColumn()
  statement!: Record<string, unknown>;
}
