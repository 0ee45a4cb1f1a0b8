import { Column, type ColumnOptions, ForeignKey } from 'typeorm';
import { decimal, type Decimal } from '../domain/decimal';

/*
 * Column types with the same meaning on every engine. TypeORM's own column decorator is not used elsewhere.
 */

interface Options {
  nullable?: boolean;
}

/** The records that columns with a given name refer to. */
export const kindsByColumn = new Map<string, (() => new () => object)[]>();

/** A typed id. With `references`, a foreign key refuses the id of a missing record. */
export function IdColumn(options: Options & { references?: () => new () => object } = {}): PropertyDecorator {
  const { references, ...rest } = options;
  return (prototype, property) => {
    Column({ type: 'varchar', length: 64, ...rest })(prototype, property);
    if (!references) return;
    kindsByColumn.set(String(property), [...(kindsByColumn.get(String(property)) ?? []), references]);
    ForeignKey(references, { onDelete: 'NO ACTION', onUpdate: 'NO ACTION' })(prototype, property);
  };
}

/** A text of at most `length` characters. */
export function TextColumn(options: Options & { length: number }): PropertyDecorator {
  return Column({ type: 'varchar', ...options });
}

/** A text of any length; cannot be ordered by. */
export function LongTextColumn(options: Options = {}): PropertyDecorator {
  return Column({ type: 'text', ...options });
}

/** One of an enum's values. */
export function EnumColumn(options: Options = {}): PropertyDecorator {
  return Column({ type: 'varchar', length: 40, ...options });
}

/** A whole number below 2^31. */
export function IntColumn(options: Options = {}): PropertyDecorator {
  return Column({ type: 'int', ...options });
}

const exactInteger: ColumnOptions['transformer'] = {
  to: (value: number | null) => value,
  // The drivers may return text: every value stored here is below 2^53.
  from: (value: string | number | null) => (value === null || value === undefined ? null : Number(value)),
};

/** Money in minor units. The property's name ends in `Minor`, and a currency column accompanies it. */
export function MoneyColumn(options: Options = {}): PropertyDecorator {
  return Column({ type: 'bigint', transformer: exactInteger, ...options });
}

/** An exact decimal with a fixed number of places, stored as a whole number scaled by 10^places. */
export function DecimalColumn(options: Options & { places: number }): PropertyDecorator {
  const { places, ...rest } = options;
  const scale = decimal(10).pow(places);
  return Column({
    type: 'bigint',
    transformer: {
      to: (value: Decimal | null) =>
        value === null || value === undefined ? null : decimal(value).times(scale).toNumber(),
      from: (value: string | number | null) =>
        value === null || value === undefined ? null : decimal(value).div(scale),
    },
    ...rest,
  });
}

export function BooleanColumn(options: Options = {}): PropertyDecorator {
  return Column({ type: 'boolean', ...options });
}

/** A calendar day. */
export function DateColumn(options: Options = {}): PropertyDecorator {
  return Column({ type: 'date', ...options });
}

/** A moment in UTC, to the millisecond. */
export function DateTimeColumn(options: Options = {}): PropertyDecorator {
  return Column({ type: 'datetime', precision: 3, ...options });
}

/** A small structure that is always read and written as a whole. */
export function JsonColumn(options: Options = {}): PropertyDecorator {
  return Column({ type: 'json', ...options });
}
