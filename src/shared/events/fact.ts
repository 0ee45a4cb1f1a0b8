import { Field, ID } from 'type-graphql';
import { Index } from 'typeorm';
import { DateTimeColumn, IdColumn, IntColumn, JsonColumn, LongTextColumn, TextColumn } from '../database/columns';
import { Node, RecordType } from '../database/record';
import { DateTime, Json } from '../graphql/scalars';
import type { DataShape } from './fact-data';

/** A kind of fact: something that can happen, in the past tense, with the shape of its data. */
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
 * Declares the data key that names the larger context of a fact, such as its project. The timeline of that context
 * shows the fact, regardless of the module that records it.
 */
export function factsHappenIn(key: string): void {
  if (!wholes.includes(key)) wholes.push(key);
}

/** The context that the data name; without one, the subject itself. */
export function contextOf(subjectId: string, data: Record<string, unknown>): string {
  const named = wholes.map((key) => data[key]).find((value) => typeof value === 'string');
  return named ?? subjectId;
}

/** Something that happened. Written in the transaction that made it true, never changed. */
@RecordType({
  prefix: 'fact',
  description: 'Something that happened, in the past tense. A viewer sees a fact if they see its subject.',
})
@Index(['occurredAt'])
@Index(['subjectId', 'occurredAt'])
@Index(['contextId', 'occurredAt'])
@Index(['type', 'occurredAt'])
export class Fact extends Node {
  @Field({ description: 'The kind of fact, for example `PartnerAdmitted`.' })
  @TextColumn({ length: 80 })
  type!: string;

  @Field(() => ID, { description: 'The record that the fact is about.' })
  @IdColumn()
  subjectId!: string;

  /** The larger context whose timeline shows the fact; the subject if none exists. */
  @IdColumn({ nullable: true })
  contextId!: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The user who caused it; null for the system, and for the public application form.',
  })
  @IdColumn({ nullable: true })
  actorId!: string | null;

  @Field(() => DateTime, { description: 'When it happened, in UTC.' })
  @DateTimeColumn()
  occurredAt!: Date;

  @TextColumn({ length: 64 })
  requestId!: string;

  @Field(() => Json, {
    description: 'The data of the fact, by the keys that its kind declares. Empty for partner roles.',
  })
  @JsonColumn()
  data!: Record<string, unknown>;
}

/** A fact that waits for a handler; deleted when it has been handled. */
@RecordType({ prefix: 'delivery', description: 'A fact that waits for a handler.' })
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
