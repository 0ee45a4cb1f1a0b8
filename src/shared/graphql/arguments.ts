import { Length } from 'class-validator';
import { Arg, ArgsType, Field, ID, InputType, Int, registerEnumType } from 'type-graphql';
import type { OrderBy } from '../database/where';
import { OrderDirection } from './connection';

/*
 * The arguments and fields that many operations have in common, each declared once with its description.
 */

/** The record that a mutation changes, under its optimistic lock. */
@ArgsType()
export class RecordArgs {
  @Field(() => ID, { description: 'The id of the record that the step is for.' })
  id!: string;

  @Field(() => Int, {
    description:
      "The record's `version` as you last read it. If somebody else has changed the record since, the step is refused with the current version.",
  })
  version!: number;
}

/** Why a person does something: from 1 to this many characters. */
const maxReason = 5000;

/**
 * A reason that a person must give. `validateInput` refuses a blank one, and control characters, and composes it (NFC).
 * `seenBy` says who reads it.
 */
export function Reason(seenBy = 'Recorded with the step and shown to all who may see the record.'): PropertyDecorator {
  return (target, property) => {
    Field(() => String, { description: `Why: 1 to ${maxReason} characters, not blank. ${seenBy}` })(target, property);
    Length(1, maxReason)(target, property);
  };
}

/** The arguments of a step that a person must give a reason for. */
@ArgsType()
export class ReasonArgs extends RecordArgs {
  @Reason()
  reason!: string;
}

/** The one record that a query asks for. */
export function IdArg() {
  return Arg('id', () => ID, {
    description: 'The id of the record to read. An unknown id and one of a record that you may not see answer alike.',
  });
}

/** The values that a mutation writes. */
export function InputArg() {
  return Arg('input', {
    description: 'The values to write. All are checked first; every fault is listed in `userErrors` with its path.',
  });
}

/** Which items of a list to answer. */
export function FilterArg(type: () => new () => object) {
  return Arg('filter', type, {
    nullable: true,
    description:
      'Narrows the list to the items that match every field given. A field that is left out or null narrows nothing; without a filter, all that you may see.',
  });
}

/** How a client wants a list ordered; `field` is a column. */
export interface Order {
  field: string;
  direction: OrderDirection;
}

interface OrderType {
  new (): Order;
  /** The columns to order by: those that the client asks for, or the default. */
  columns(order: Order | null | undefined): OrderBy[];
  readonly description: string;
}

/** The input type that orders a list, `ProjectOrder`, and its enum of columns, `ProjectOrderField`. */
export function orderOf<F extends string>(
  name: string,
  things: string,
  fields: Record<F, { column: string; description: string }>,
  byDefault: { field: NoInfer<F>; direction: 'ASC' | 'DESC' },
): OrderType {
  const names = Object.keys(fields) as F[];
  const columns = Object.fromEntries(names.map((each) => [each, fields[each].column])) as Record<F, string>;
  const description = `By what ${things} are ordered.`;
  registerEnumType(columns, { name: `${name}Field`, description, valuesConfig: fields });
  const defaults = { field: columns[byDefault.field], direction: OrderDirection[byDefault.direction] };

  class Ordering implements Order {
    static readonly description = `How the list is ordered. When left out: ${byDefault.field}, ${byDefault.direction}.`;

    static columns(order: Order | null | undefined): OrderBy[] {
      const { field, direction } = order ?? defaults;
      return [{ column: field, direction }];
    }

    field!: string;
    direction!: OrderDirection;
  }
  InputType(name, { description: `How ${things} are ordered.` })(Ordering);
  const field = { defaultValue: defaults.field, description: 'What the items are compared by.' };
  Field(() => columns, field)(Ordering.prototype, 'field');
  const direction = { defaultValue: defaults.direction, description: 'Which end of the list comes first.' };
  Field(() => OrderDirection, direction)(Ordering.prototype, 'direction');
  return Ordering;
}

/** The order of a list. */
export function OrderArg(type: OrderType, name: 'orderBy' | 'order' = 'orderBy') {
  return Arg(name, () => type, { nullable: true, description: type.description });
}
