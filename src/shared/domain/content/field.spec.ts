import { amount, columnsOf, fieldsOf, text, valuesOf } from './field';

interface Line {
  name: string;
  price?: string | null;
}
interface Row {
  name: string;
  priceMinor: number | null;
}

const onPaper = { EN: 'Name' };
const name = { is: text, label: 'name', onPaper, signed: 'ALWAYS' } as const;
const price = {
  is: text,
  column: 'priceMinor',
  default: null,
  label: 'price',
  onPaper,
  signed: { unless: null },
} as const;

describe('a table of fields', () => {
  it('has the columns of the record and the values of the part', () => {
    const fields = fieldsOf<Line, Row>()({ name, price });
    const columns = columnsOf(fields, { name: 'Setup' }, { currencyCode: 'EUR', path: ['input'] });
    expect(columns).toEqual({ name: 'Setup', priceMinor: null });
    expect(valuesOf(fields, columns, 'EUR')).toEqual({ name: 'Setup', price: null });
  });

  it('does not compile without a field, with an unknown column, or with a secret that is signed', () => {
    const table = fieldsOf<Line, Row>();
    // @ts-expect-error A field of the part is missing.
    table({ name });
    // @ts-expect-error The record has no such column.
    table({ name, price: { ...price, column: 'price' } });
    // @ts-expect-error The field's name is not a column, and no column is given.
    table({ name, price: { is: text, default: null, label: 'price', onPaper, signed: 'NEVER' } });
    // @ts-expect-error The default is missing.
    table({ name, price: { is: text, column: 'priceMinor', label: 'price', onPaper, signed: 'NEVER' } });
    // @ts-expect-error The kind is for other values.
    table({ name, price: { ...price, is: amount } });
    // @ts-expect-error A figure that only the vendor sees is signed.
    table({ name, price: { is: text, column: 'priceMinor', default: null, label: 'price', seenBy: ['VENDOR'], signed: 'ALWAYS' } }); // prettier-ignore
    // @ts-expect-error Others see the field, but no paper has a label for it.
    table({ name, price: { is: text, column: 'priceMinor', default: null, label: 'price', signed: 'NEVER' } });
  });

  it('names the path of an amount that cannot be stored', () => {
    const fields = { price: { is: amount, column: 'priceMinor', label: 'price', signed: 'NEVER' } } as const;
    const at = { currencyCode: 'EUR', path: ['input', 'lines', '0'] };
    expect(() => columnsOf(fields, { price: amount.fromKept('1.005') }, at)).toThrow(
      expect.objectContaining({ field: ['input', 'lines', '0', 'price'] }),
    );
  });
});
