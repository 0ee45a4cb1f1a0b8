import { Field, ID } from 'type-graphql';
import { Index } from 'typeorm';
import { DateTimeColumn, IdColumn, IntColumn, JsonColumn, LongTextColumn, TextColumn } from '../database/columns';
import { Node, RecordType } from '../database/record';
import { DateTime, Json } from '../graphql/scalars';
import type { DataShape } from './fact-data';

/** A kind of fact: something that can happen, in the past tense, and what is told with it. */
export interface FactType<Data extends object = object> {
  readonly name: string;
  readonly description: string;
  readonly shape: DataShape<Data>;
}

export function defineFact<Data extends object = Record<string, never>>(
  name: string,
  description: string,
  shape = {} as DataShape<Data>,
): FactType<Data> {
  return { name, description, shape };
}

const wholes: string[] = [];

/**
 * A module names the key of facts' data by which the larger whole is told that they happened in, such as a project: the
 * timeline of the whole shows them, whichever module states them.
 */
export function factsHappenIn(key: string): void {
  if (!wholes.includes(key)) wholes.push(key);
}

/** The whole that the data name; a fact that names none happened in its subject alone. */
export function contextOf(subjectId: string, data: Record<string, unknown>): string {
  const named = wholes.map((key) => data[key]).find((value) => typeof value === 'string');
  return named ?? subjectId;
}

/** What happened. Written in the transaction that made it true, never changed. */
@RecordType({
  prefix: 'fact',
  description: 'What happened, in the past tense. A viewer sees a fact when they see the record that it is about.',
})
@Index(['occurredAt'])
@Index(['subjectId', 'occurredAt'])
@Index(['contextId', 'occurredAt'])
export class Fact extends Node {
  @Field({ description: 'What happened, for example `PartnerAdmitted`.' })
  @TextColumn({ length: 80 })
  type!: string;

  @Field(() => ID, { description: 'The record that it is about.' })
  @IdColumn()
  subjectId!: string;

  /** The larger whole that it happened in, whose timeline shows it; its subject where there is none. */
  @IdColumn({ nullable: true })
  contextId!: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Who did it; null for the system, and for the public application form.',
  })
  @IdColumn({ nullable: true })
  actorId!: string | null;

  @Field(() => DateTime, { description: 'The moment at which it happened, in UTC.' })
  @DateTimeColumn()
  occurredAt!: Date;

  @TextColumn({ length: 64 })
  requestId!: string;

  @Field(() => Json, { description: 'What is told with it; empty for partner roles.' })
  @JsonColumn()
  data!: Record<string, unknown>;
}

/** A fact that a reader has still to read; gone when it has. */
@RecordType({ prefix: 'delivery', description: 'A fact that a reader has still to read.' })
@Index(['nextAttemptAt'])
@Index(['factId', 'reader'], { unique: true })
export class FactDelivery extends Node {
  @IdColumn()
  factId!: string;

  @TextColumn({ length: 80 })
  reader!: string;

  @IntColumn()
  attempts!: number;

  @DateTimeColumn()
  nextAttemptAt!: Date;

  @LongTextColumn({ nullable: true })
  lastError!: string | null;
}
