import { Field, ID, Int, registerEnumType } from 'type-graphql';
import { Index } from 'typeorm';
import { DateTimeColumn, EnumColumn, IdColumn, IntColumn, LongTextColumn } from '../../../shared/database/columns';
import { RecordType } from '../../../shared/database/record';
import type { Id } from '../../../shared/domain/ids';
import { DateTime } from '../../../shared/graphql/scalars';
import { User } from '../../identity';
import { IncidentStatus } from './incident.lifecycle';
import { minutesBetween } from './incident-targets.formula';
import { RegisterEntry } from './register.entity';

registerEnumType(IncidentStatus, {
  name: 'IncidentStatus',
  description: 'How far an incident is.',
  valuesConfig: {
    OPEN: { description: 'Nobody has responded yet.' },
    RESPONDED: { description: 'Somebody works on it.' },
    RESOLVED: { description: 'It is over. Final.' },
  },
});

@RecordType({
  prefix: 'incident',
  description:
    "Something that went wrong in a project. Staff see all; a partner's people those that concern their firm, and no other.",
})
@Index(['projectId', 'openedAt'])
@Index(['partnerId', 'openedAt'])
@Index(['status', 'openedAt'])
@Index(['severity', 'openedAt'])
@Index(['openedAt'])
export class Incident extends RegisterEntry {
  declare id: Id<'incident'>;

  @Field(() => Int, { description: 'From 1, work stands still, to 4, hardly noticed.' })
  @IntColumn()
  severity!: number;

  @Field(() => DateTime, { description: 'When it was reported.' })
  @DateTimeColumn()
  openedAt!: Date;

  @Index()
  @Field(() => ID, { description: 'Who recorded it.' })
  @IdColumn({ references: () => User })
  openedById!: Id<'user'>;

  @Field(() => Int, { description: 'Within how many minutes of the opening somebody is to respond.' })
  @IntColumn()
  responseTargetMinutes!: number;

  @Field(() => Int, { description: 'Within how many minutes of the opening it is to be resolved.' })
  @IntColumn()
  resolutionTargetMinutes!: number;

  @Field(() => IncidentStatus, { description: 'How far the handling has come.' })
  @EnumColumn()
  status!: IncidentStatus;

  @Field(() => DateTime, { nullable: true, description: 'When somebody responded; null before.' })
  @DateTimeColumn({ nullable: true })
  respondedAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was over; null before.' })
  @DateTimeColumn({ nullable: true })
  resolvedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'What was done; null before it was resolved.' })
  @LongTextColumn({ nullable: true })
  resolution!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it happened; null before it was resolved.' })
  @LongTextColumn({ nullable: true })
  rootCause!: string | null;

  @Field(() => Int, { nullable: true, description: 'Whole minutes from the opening to the response; null before it.' })
  get responseMinutes(): number | null {
    return this.respondedAt && minutesBetween(this.openedAt, this.respondedAt);
  }

  @Field(() => Int, {
    nullable: true,
    description: 'Whole minutes from the opening to the resolution; null before it.',
  })
  get resolutionMinutes(): number | null {
    return this.resolvedAt && minutesBetween(this.openedAt, this.resolvedAt);
  }
}
