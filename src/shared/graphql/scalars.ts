import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { GraphQLDateTime, GraphQLJSONObject } from 'graphql-scalars';
import { Field, ObjectType } from 'type-graphql';
import { decimal, type Decimal } from '../domain/decimal';
import { dayBounds, minDay, maxDay, parsePlainDate } from '../domain/dates';
import { quoted } from '../domain/text';
import { amountOf, isCurrencyCode, minorDigits, type Money as MoneyValue } from '../domain/money';

const [earliestMoment, latestMoment] = [Date.parse(minDay), Date.parse(`${maxDay}T23:59:59.999Z`)];

function withinBounds(moment: Date): Date {
  if (moment.getTime() >= earliestMoment && moment.getTime() <= latestMoment) return moment;
  throw inputError(`A moment is ${dayBounds}.`);
}

const parseMoment = (value: unknown) => {
  // The library puts the whole value into its message.
  if (typeof value !== 'string' || value.length > 40)
    throw inputError('A DateTime is text like "2026-03-02T09:00:00Z".');
  return withinBounds(GraphQLDateTime.parseValue(value));
};

/** A moment in UTC, ISO 8601. */
export const DateTime = new GraphQLScalarType<Date, Date>({
  ...GraphQLDateTime.toConfig(),
  description: `A moment, ISO 8601 with a time zone, for example \`2026-03-02T09:00:00Z\`: ${dayBounds}. Returned in UTC.`,
  parseValue: parseMoment,
  parseLiteral: (node) => parseMoment(node.kind === Kind.STRING ? node.value : undefined),
});

/** A structure without a schema of its own. */
export const Json = GraphQLJSONObject;

function inputError(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
}

function textScalar(
  name: string,
  description: string,
  parse: (text: string) => string,
): GraphQLScalarType<string, string> {
  const parseValue = (value: unknown) => {
    if (typeof value !== 'string') throw inputError(`${name} must be a string.`);
    return parse(value);
  };
  return new GraphQLScalarType({
    name,
    description,
    serialize: (value) => value as string,
    parseValue,
    parseLiteral: (node: ValueNode) => parseValue(node.kind === Kind.STRING ? node.value : undefined),
  });
}

const dateDescription = `A calendar day, \`YYYY-MM-DD\`, without time or zone: ${dayBounds}.`;

export const PlainDateScalar = textScalar('Date', dateDescription, (text) => {
  const date = parsePlainDate(text);
  if (date === null) throw inputError(`${quoted(text)} is not a calendar day of the form YYYY-MM-DD, ${dayBounds}.`);
  return date;
});

export const CurrencyCode = textScalar('CurrencyCode', 'An ISO 4217 currency code, for example `EUR`.', (text) => {
  if (!isCurrencyCode(text)) throw inputError(`${quoted(text)} is not an ISO 4217 currency code.`);
  return text;
});

const numeral = /^-?\d{1,30}(\.\d{1,30})?$/;

function parseDecimal(value: unknown): Decimal {
  const text = typeof value === 'number' ? decimal(value).toFixed() : value;
  if (typeof text !== 'string' || !numeral.test(text)) throw inputError('A Decimal is written like "1234.50".');
  return decimal(text);
}

/** Exact decimals, as strings in JSON. */
export const DecimalScalar = new GraphQLScalarType<Decimal, string>({
  name: 'Decimal',
  description: 'An exact decimal number, returned as a string: `"1234.50"`. Input may be a string or a number.',
  // A string already has its intended decimal places.
  serialize: (value) => (typeof value === 'string' ? value : decimal(value as Decimal).toFixed()),
  parseValue: parseDecimal,
  parseLiteral: (node) =>
    parseDecimal(node.kind === Kind.STRING || node.kind === Kind.INT || node.kind === Kind.FLOAT ? node.value : null),
});

/** How money is published. */
@ObjectType({ simpleResolvers: true, description: 'An exact amount of one currency.' })
export class Money {
  @Field(() => DecimalScalar, {
    description: 'The amount in the main unit of the currency, with all its decimal places.',
  })
  amount!: string;

  @Field(() => CurrencyCode, {
    description: 'The ISO 4217 code of the currency, which determines the number of decimal places of the amount.',
  })
  currencyCode!: string;
}

/** Money as published: the amount with all decimal places of its currency. */
export function publishMoney(value: MoneyValue): Money;
export function publishMoney(value: MoneyValue | null): Money | null;
export function publishMoney(value: MoneyValue | null): Money | null {
  if (!value) return null;
  const amount = amountOf(value).toFixed(minorDigits(value.currencyCode));
  return Object.assign(new Money(), { amount, currencyCode: value.currencyCode });
}
