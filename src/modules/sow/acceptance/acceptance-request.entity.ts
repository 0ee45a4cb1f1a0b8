import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Index } from 'typeorm';
import { DateTimeColumn, EnumColumn, IdColumn, JsonColumn, TextColumn } from '../../../shared/database/columns';
import { RecordType, Secret, StoredRecord } from '../../../shared/database/record';
import type { Id } from '../../../shared/domain/ids';
import { DateTime } from '../../../shared/graphql/scalars';
import { User } from '../../identity';
import { Project } from '../../projects';
import { AcceptanceRequestStatus } from './acceptance-request.lifecycle';

registerEnumType(AcceptanceRequestStatus, {
  name: 'AcceptanceRequestStatus',
  description: 'Whether the link of an acceptance request still works.',
  valuesConfig: {
    OPEN: { description: 'Nobody has used it: the link works while what it asks for waits for a decision.' },
    USED: { description: 'The contact decided by it. Final.' },
    REVOKED: { description: 'It was taken back. Final.' },
    EXPIRED: { description: 'Nobody used it in time. Final.' },
  },
});

@ObjectType({ simpleResolvers: true, description: 'What a contact decided on a deliverable by a link.' })
export class AcceptanceDecision {
  @Field(() => ID, { description: 'The id of the deliverable that the customer decided on.' })
  deliverableId!: string;

  @Field({ description: 'Accepted, or rejected.' })
  accepted!: boolean;

  @Field(() => String, { nullable: true, description: 'Why it was rejected; null where it was accepted.' })
  reason!: string | null;
}

@RecordType({
  prefix: 'acceptance_request',
  description:
    'A link that lets a contact of the customer accept or reject deliverables once, without a login. Not shown to partner roles.',
})
@Index(['projectId', 'createdAt'])
export class AcceptanceRequest extends StoredRecord {
  declare id: Id<'acceptance_request'>;

  @Field(() => ID, { description: 'The id of the project whose deliverables the customer is asked to accept.' })
  @IdColumn({ references: () => Project })
  projectId!: Id<'project'>;

  @JsonColumn()
  deliverableIds!: Id<'deliverable'>[];

  @Field({ description: 'Who is asked to decide for the customer.' })
  @TextColumn({ length: 200 })
  contactName!: string;

  @Field(() => String, { nullable: true, description: 'Where the link is sent to; null where that was not said.' })
  @TextColumn({ length: 254, nullable: true })
  contactEmail!: string | null;

  /** Its status, but for what follows from the clock. */
  @EnumColumn()
  state!: AcceptanceRequestStatus;

  @Index({ unique: true })
  @Secret()
  @TextColumn({ length: 64 })
  tokenHash!: string;

  @Field(() => DateTime, { description: 'Until when the link works.' })
  @DateTimeColumn()
  expiresAt!: Date;

  @Index()
  @IdColumn({ references: () => User })
  requestedById!: Id<'user'>;

  @Field(() => DateTime, { nullable: true, description: 'When the contact decided; null before.' })
  @DateTimeColumn({ nullable: true })
  usedAt!: Date | null;

  @Field(() => [AcceptanceDecision], { nullable: true, description: 'What the contact decided; null before.' })
  @JsonColumn({ nullable: true })
  decisions!: AcceptanceDecision[] | null;
}

/** Tokens stand in no column, only their hashes do: the answer of the mutation that made one carries its link. */
export const issuedTokens = new WeakMap<AcceptanceRequest, string>();
