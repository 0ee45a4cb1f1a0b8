import { Extensions, Field, ObjectType } from 'type-graphql';
import { UserError } from './user-errors';

const recordFields = new Map<string, string>();

/**
 * The payload type of mutations that return one result: `PartnerPayload { partner, userErrors }`. The resolver returns
 * the result; the mutation wrapper puts it, or the user errors, into the payload.
 */
export function payloadOf(name: string, field: string, type: () => object, description: string): new () => object {
  const typeName = `${name}Payload`;

  class Payload {
    userErrors!: UserError[];
  }
  ObjectType(typeName, { simpleResolvers: true, description: `The outcome: ${description}, or why it was refused.` })(
    Payload,
  );
  Field(() => type(), {
    nullable: true,
    description: `${description}; null if it was refused.`.replace(/^./, (c) => c.toUpperCase()),
  })(Payload.prototype, field);
  Field(() => [UserError], { description: 'Why the mutation was refused; empty if it succeeded.' })(
    Payload.prototype,
    'userErrors',
  );
  // An operation is charged for one error, not for a whole list.
  Extensions({ items: 1 })(Payload.prototype, 'userErrors');
  recordFields.set(typeName, field);
  return Payload;
}

/** The payload field that carries the result. */
export function outcomeField(payloadTypeName: string): string {
  const field = recordFields.get(payloadTypeName);
  if (!field) throw new Error(`${payloadTypeName} was not made by payloadOf.`);
  return field;
}
