import { Extensions, Field, ObjectType } from 'type-graphql';
import { UserError } from './user-errors';

const recordFields = new Map<string, string>();

/**
 * The payload type of mutations that answer one thing: `PartnerPayload { partner, userErrors }`. The resolver answers
 * the thing itself; the mutation wrapper puts it into the payload, or the user errors instead.
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
    description: `${description}; null when it was refused.`.replace(/^./, (c) => c.toUpperCase()),
  })(Payload.prototype, field);
  Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })(
    Payload.prototype,
    'userErrors',
  );
  // A document does not pay for a whole list of them.
  Extensions({ items: 1 })(Payload.prototype, 'userErrors');
  recordFields.set(typeName, field);
  return Payload;
}

/** The field of a payload type that carries the outcome. */
export function outcomeField(payloadTypeName: string): string {
  const field = recordFields.get(payloadTypeName);
  if (!field) throw new Error(`${payloadTypeName} was not made by payloadOf.`);
  return field;
}
