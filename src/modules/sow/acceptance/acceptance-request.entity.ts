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
    OPEN: { description: 'Not used yet: the link works while at least one of its deliverables waits for a decision.' },
    USED: { description: 'The contact decided through it. Final.' },
    REVOKED: { description: "Revoked by the project's manager. Final." },
    EXPIRED: { description: 'Not used before its expiry. Final.' },
  },
});

@ObjectType({ simpleResolvers: true, description: "A contact's decision on one deliverable, made through a link." })
export class AcceptanceDecision {
  @Field(() => ID, { description: 'The id of the deliverable that the customer decided on.' })
  deliverableId!: string;

  @Field({ description: 'True if accepted, false if rejected.' })
  accepted!: boolean;

  @Field(() => String, { nullable: true, description: 'Why it was rejected; null if it was accepted.' })
  reason!: string | null;
}

@RecordType({
  prefix: 'acceptance_request',
  description:
    'A link that lets a contact of the customer accept or reject deliverables once, without a login. Not visible to partner roles.',
})
@Index(['projectId', 'createdAt'])
export class AcceptanceRequest extends StoredRecord {
  declare id: Id<'acceptance_request'>;

  @Field(() => ID, { description: 'The id of the project whose deliverables the customer is asked to accept.' })
  @IdColumn({ references: () => Project })
  projectId!: Id<'project'>;

  @JsonColumn()
  deliverableIds!: Id<'deliverable'>[];

  @Field({ description: 'The person asked to decide for the customer.' })
  @TextColumn({ length: 200 })
  contactName!: string;

  @Field(() => String, { nullable: true, description: 'The e-mail address of the contact; null if none was given.' })
  @TextColumn({ length: 254, nullable: true })
  contactEmail!: string | null;

  /** The stored status; whether the link has expired follows from the clock. */
  @EnumColumn()
  state!: AcceptanceRequestStatus;

  @Index({ unique: true })
  @Secret()
  @TextColumn({ length: 64 })
  tokenHash!: string;

  @Field(() => DateTime, { description: 'The time until which the link works.' })
  @DateTimeColumn()
  expiresAt!: Date;

  @Index()
  @IdColumn({ references: () => User })
  requestedById!: Id<'user'>;

  @Field(() => DateTime, { nullable: true, description: 'The time at which the contact decided; null before that.' })
  @DateTimeColumn({ nullable: true })
  usedAt!: Date | null;

  @Field(() => [AcceptanceDecision], {
    nullable: true,
    description: "The contact's decisions; null before they are made.",
  })
  @JsonColumn({ nullable: true })
  decisions!: AcceptanceDecision[] | null;
}

/**
 * Tokens are stored only as hashes, so the payload of the mutation that creates one is the only place with the link.
 */
export const issuedTokens = new WeakMap<AcceptanceRequest, string>();
