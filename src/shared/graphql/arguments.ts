import { Length } from 'class-validator';
import { Arg, ArgsType, Field, ID, InputType, Int, registerEnumType } from 'type-graphql';
import type { OrderBy } from '../database/where';
import { OrderDirection } from './connection';

/*
 * Arguments and fields that many operations share, each declared once with its description.
 */

/** The record that a mutation changes, under its optimistic lock. */
@ArgsType()
export class RecordArgs {
  @Field(() => ID, { description: 'The id of the record that the step is for.' })
  id!: string;

  @Field(() => Int, {
    description:
      "The record's `version` as you last read it. If the record has changed since, the step is refused with the current version.",
  })
  version!: number;
}

/** The maximum length of a reason. */
const maxReason = 5000;

/**
 * A required reason. `validateInput` refuses a blank one and control characters, and composes it (NFC). `seenBy` says
 * who reads it.
 */
export function Reason(
  seenBy = 'Stored with the step; the field that shows it says who may read it.',
): PropertyDecorator {
  return (target, property) => {
    Field(() => String, { description: `Why: 1 to ${maxReason} characters, not blank. ${seenBy}` })(target, property);
    Length(1, maxReason)(target, property);
  };
}

/** The arguments of a step that needs a reason. */
@ArgsType()
export class ReasonArgs extends RecordArgs {
  @Reason()
  reason!: string;
}

/** The record that a query reads. */
export function IdArg() {
  return Arg('id', () => ID, {
    description:
      'The id of the record to read. An unknown id and the id of a record that you may not see give the same answer.',
  });
}

/** The values that a mutation writes. */
export function InputArg() {
  return Arg('input', {
    description:
      'The values to write. All are checked before anything is written; `userErrors` lists every fault with its path.',
  });
}

/** Narrows a list. */
export function FilterArg(type: () => new () => object) {
  return Arg('filter', type, {
    nullable: true,
    description:
      'Only items that match every given field. A field that is omitted or null does not narrow. Without a filter, the list has all items that you may see.',
  });
}

/** How a client orders a list; `field` is a column. */
export interface Order {
  field: string;
  direction: OrderDirection;
}

interface OrderType {
  new (): Order;
  /** The requested columns to order by, or the default. */
  columns(order: Order | null | undefined): OrderBy[];
  readonly description: string;
}

/** The input type that orders a list, such as `ProjectOrder`, and its enum of columns, `ProjectOrderField`. */
export function orderOf<F extends string>(
  name: string,
  things: string,
  fields: Record<F, { column: string; description: string }>,
  byDefault: { field: NoInfer<F>; direction: 'ASC' | 'DESC' },
): OrderType {
  const names = Object.keys(fields) as F[];
  const columns = Object.fromEntries(names.map((each) => [each, fields[each].column])) as Record<F, string>;
  const description = `What ${things} are ordered by.`;
  registerEnumType(columns, { name: `${name}Field`, description, valuesConfig: fields });
  const defaults = { field: columns[byDefault.field], direction: OrderDirection[byDefault.direction] };

  class Ordering implements Order {
    static readonly description = `The order of the list. Default: ${byDefault.field}, ${byDefault.direction}.`;

    static columns(order: Order | null | undefined): OrderBy[] {
      const { field, direction } = order ?? defaults;
      return [{ column: field, direction }];
    }

    field!: string;
    direction!: OrderDirection;
  }
  InputType(name, { description: `The order of ${things}.` })(Ordering);
  const field = { defaultValue: defaults.field, description: 'What the items are ordered by.' };
  Field(() => columns, field)(Ordering.prototype, 'field');
  const direction = { defaultValue: defaults.direction, description: 'Whether the list ascends or descends.' };
  Field(() => OrderDirection, direction)(Ordering.prototype, 'direction');
  return Ordering;
}

/** The order of a list. */
export function OrderArg(type: OrderType, name: 'orderBy' | 'order' = 'orderBy') {
  return Arg(name, () => type, { nullable: true, description: type.description });
}
