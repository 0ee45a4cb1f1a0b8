import { registerEnumType } from 'type-graphql';

/** What an entry waits for before it becomes payable. */
export enum IncentiveHold {
  NONE = 'NONE',
  UNTIL_ACCEPTED = 'UNTIL_ACCEPTED',
  UNTIL_PAID = 'UNTIL_PAID',
}

registerEnumType(IncentiveHold, {
  name: 'IncentiveHold',
  description: 'What an entry waits for before it becomes payable.',
  valuesConfig: {
    NONE: { description: 'Payable from the day on which it is posted.' },
    UNTIL_ACCEPTED: { description: 'Payable once the project that it belongs to is closed: all of it is accepted.' },
    UNTIL_PAID: { description: 'Payable once the customer has paid, which staff record with `incentiveRelease`.' },
  },
});
