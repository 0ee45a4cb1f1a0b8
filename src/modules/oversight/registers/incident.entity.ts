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
  description: 'Whether an incident has been responded to and resolved.',
  valuesConfig: {
    OPEN: { description: 'No response yet.' },
    RESPONDED: { description: 'Someone works on it.' },
    RESOLVED: { description: 'Resolved. Final.' },
  },
});

@RecordType({
  prefix: 'incident',
  description:
    'Something that went wrong on a project. Staff see all incidents; partner users see only those that concern their firm.',
})
@Index(['projectId', 'openedAt'])
@Index(['partnerId', 'openedAt'])
@Index(['status', 'openedAt'])
@Index(['severity', 'openedAt'])
@Index(['openedAt'])
export class Incident extends RegisterEntry {
  declare id: Id<'incident'>;

  @Field(() => Int, { description: 'From 1 (work has stopped) to 4 (barely noticeable).' })
  @IntColumn()
  severity!: number;

  @Field(() => DateTime, { description: 'The time at which it was reported.' })
  @DateTimeColumn()
  openedAt!: Date;

  @Index()
  @Field(() => ID, { description: 'The user who recorded it.' })
  @IdColumn({ references: () => User })
  openedById!: Id<'user'>;

  @Field(() => Int, { description: 'The target for the response, in minutes from the opening.' })
  @IntColumn()
  responseTargetMinutes!: number;

  @Field(() => Int, { description: 'The target for the resolution, in minutes from the opening.' })
  @IntColumn()
  resolutionTargetMinutes!: number;

  @Field(() => IncidentStatus, { description: 'Whether the incident has been responded to and resolved.' })
  @EnumColumn()
  status!: IncidentStatus;

  @Field(() => DateTime, { nullable: true, description: 'The time of the response; null before that.' })
  @DateTimeColumn({ nullable: true })
  respondedAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'The time of the resolution; null before that.' })
  @DateTimeColumn({ nullable: true })
  resolvedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'How it was resolved; null until then.' })
  @LongTextColumn({ nullable: true })
  resolution!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it happened; null until it is resolved.' })
  @LongTextColumn({ nullable: true })
  rootCause!: string | null;

  @Field(() => Int, { nullable: true, description: 'Full minutes from the opening to the response; null before that.' })
  get responseMinutes(): number | null {
    return this.respondedAt && minutesBetween(this.openedAt, this.respondedAt);
  }

  @Field(() => Int, {
    nullable: true,
    description: 'Full minutes from the opening to the resolution; null before that.',
  })
  get resolutionMinutes(): number | null {
    return this.resolvedAt && minutesBetween(this.openedAt, this.resolvedAt);
  }
}
