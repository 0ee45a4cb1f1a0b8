import { ValidateBy } from 'class-validator';
import { Decimal } from '../domain/decimal';

/** Validates a decimal of an input: its range, both ends included, and its decimal places. */
export function DecimalIn(rule: { min?: number; above?: number; max?: number; places?: number }): PropertyDecorator {
  const parts = [
    ...(rule.min === undefined ? [] : [`not below ${rule.min}`]),
    ...(rule.above === undefined ? [] : [`above ${rule.above}`]),
    ...(rule.max === undefined ? [] : [`not above ${rule.max}`]),
    ...(rule.places === undefined ? [] : [`with at most ${rule.places} decimal places`]),
  ];
  return ValidateBy({
    name: 'decimalIn',
    validator: {
      validate: (value: unknown) =>
        value instanceof Decimal &&
        (rule.min === undefined || value.gte(rule.min)) &&
        (rule.above === undefined || value.gt(rule.above)) &&
        (rule.max === undefined || value.lte(rule.max)) &&
        (rule.places === undefined || value.decimalPlaces() <= rule.places),
      defaultMessage: (given) => `${given?.property} must be ${parts.join(', ')}`,
    },
  });
}
