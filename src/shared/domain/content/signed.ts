import { Decimal } from '../decimal';
import { type ContentValue, type Field, type Part, type Shape, valueOf } from './field';
import { partsIn } from './parts';

/**
 * The signed fields of a content as JSON, for its hash: stored values by column, decimals as text. This form must never
 * change for values that could already be signed.
 */
export function signedForm(shape: Shape, content: ContentValue): object {
  return formOf(shape, content, content.currencyCode);
}

function formOf({ fields, parts }: Shape, part: Part, currencyCode: string): object {
  const signed = Object.entries(fields).flatMap(([name, field]) => {
    const value = valueOf(field, part[name]);
    if (!isSigned(field, value)) return [];
    const stored = value === null ? null : field.is.toStored(value, { currencyCode, path: [name] });
    return [[field.column ?? name, stored instanceof Decimal ? stored.toFixed() : stored]];
  });
  const lists = Object.entries(parts).map(([list, shape]) => [
    list,
    partsIn(part, list).map((each) => formOf(shape, each, currencyCode)),
  ]);
  return Object.fromEntries([...signed, ...lists]) as object;
}

function isSigned({ signed }: Field, value: unknown): boolean {
  return typeof signed === 'object' ? signed.unless !== value : signed === 'ALWAYS';
}
