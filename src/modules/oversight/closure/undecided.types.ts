import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';

export enum UndecidedKind {
  TIME_SUBMITTED = 'TIME_SUBMITTED',
  EXPENSES_SUBMITTED = 'EXPENSES_SUBMITTED',
  CHANGE_ORDERS_SUBMITTED = 'CHANGE_ORDERS_SUBMITTED',
  TIME_DRAFTED = 'TIME_DRAFTED',
  EXPENSES_DRAFTED = 'EXPENSES_DRAFTED',
  CHANGE_ORDERS_DRAFTED = 'CHANGE_ORDERS_DRAFTED',
  DELIVERABLES = 'DELIVERABLES',
  INCIDENTS = 'INCIDENTS',
  RISKS = 'RISKS',
  REQUIREMENTS = 'REQUIREMENTS',
}

registerEnumType(UndecidedKind, {
  name: 'UndecidedKind',
  description: 'The kinds of undecided records on a project.',
  valuesConfig: {
    TIME_SUBMITTED: { description: 'Time entries that are submitted.' },
    EXPENSES_SUBMITTED: { description: 'Expenses that are submitted.' },
    CHANGE_ORDERS_SUBMITTED: { description: 'Change orders that are submitted.' },
    TIME_DRAFTED: { description: 'Time entries that are drafts.' },
    EXPENSES_DRAFTED: { description: 'Expenses that are drafts.' },
    CHANGE_ORDERS_DRAFTED: { description: 'Change orders that are drafts.' },
    DELIVERABLES: { description: 'Deliverables of the statement of work that the customer has not accepted.' },
    INCIDENTS: { description: 'Incidents that are not resolved.' },
    RISKS: { description: 'Risks that are open.' },
    REQUIREMENTS: { description: 'Requirements without a decision.' },
  },
});

/** The number of undecided records of one kind on a project. */
export interface Undecided {
  kind: UndecidedKind;
  count: number;
  blocksClose: boolean;
  message: string;
}

@ObjectType({ simpleResolvers: true, description: 'The number of undecided records of one kind on a project.' })
export class UndecidedMatter implements Undecided {
  @Field(() => UndecidedKind, { description: 'The kind of record that waits for a decision.' })
  kind!: UndecidedKind;

  @Field(() => Int, { description: 'The number of records; at least 1.' })
  count!: number;

  @Field({
    description:
      'Whether they block closing the project. Deliverables that are not accepted block it by a separate rule.',
  })
  blocksClose!: boolean;

  @Field({ description: 'A sentence for people to read.' })
  message!: string;
}
