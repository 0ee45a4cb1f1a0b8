import { Field, ObjectType, registerEnumType } from 'type-graphql';
import type { IncentiveSource } from './source';

export enum IncentiveNameType {
  NUMBER = 'NUMBER',
  TEXT = 'TEXT',
  FLAG = 'FLAG',
  DATE = 'DATE',
}

registerEnumType(IncentiveNameType, {
  name: 'IncentiveNameType',
  description: 'What a name in an expression stands for.',
  valuesConfig: {
    NUMBER: { description: 'An exact decimal number; an amount of money is in the main unit of its currency.' },
    TEXT: { description: 'A text.' },
    FLAG: { description: 'True or false.' },
    DATE: { description: 'A day; `date("2026-01-31")` is one, and the difference of two is a number of days.' },
  },
});

@ObjectType({ simpleResolvers: true, description: 'A name that expressions of a rule may use.' })
export class IncentiveName {
  @Field({ description: 'The name. Its value may be unknown: `name != null` asks for that.' })
  name!: string;

  @Field(() => IncentiveNameType, { description: 'The type of its value.' })
  type!: IncentiveNameType;
}

@ObjectType({ simpleResolvers: true, description: 'A kind of fact that a rule may reward or penalize.' })
export class IncentiveSourceType {
  @Field({ description: 'The name, to which rules refer.' })
  name!: string;

  @Field({ description: 'The name for people to read.' })
  label!: string;

  @Field({ description: 'The event, and the partners that it concerns.' })
  description!: string;

  @Field({ description: 'The name of the fact.' })
  fact!: string;

  @Field(() => [IncentiveName], { description: 'The names that expressions may use.' })
  names!: IncentiveName[];
}

const types = {
  decimal: IncentiveNameType.NUMBER,
  text: IncentiveNameType.TEXT,
  flag: IncentiveNameType.FLAG,
  date: IncentiveNameType.DATE,
} as const;

export function publishSource({ name, label, description, fact, shape }: IncentiveSource): IncentiveSourceType {
  const names = Object.entries(shape).map(([each, type]) => ({ name: each, type: types[type] }));
  return { name, label, description, fact: fact.name, names };
}
