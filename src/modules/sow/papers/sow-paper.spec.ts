import { amount, text, word } from '../../../shared/domain/content/field';
import { decimal } from '../../../shared/domain/decimal';
import { Language } from '../../customers';
import type { StatementOfWork } from '../content/sow.entity';
import { furtherFields } from './sow-paper';

describe('fields without a place of their own', () => {
  const onPaper = (EN: string, ZH: string) => ({ EN, ZH });
  const fields = {
    name: { is: text, label: 'name', onPaper: onPaper('Name', '名称'), signed: 'ALWAYS' },
    note: { is: text, default: null, label: 'note', onPaper: onPaper('Note', '备注'), signed: { unless: null } },
    fee: { is: amount, column: 'feeMinor', default: null, label: 'fee', onPaper: onPaper('Fee', '费用'), seenBy: ['VENDOR', 'CUSTOMER'], signed: { unless: null } }, // prettier-ignore
    by: { is: word(), label: 'by', onPaper: onPaper('By', '责任方'), signed: 'ALWAYS' },
    cost: { is: amount, column: 'costMinor', default: null, label: 'cost', seenBy: ['VENDOR'], signed: 'NEVER' },
  } as const;
  const record = { name: 'Guide', note: 'In two languages.', feeMinor: decimal(150_050).toNumber(), by: 'VENDOR', costMinor: 1 }; // prettier-ignore
  const printed = (language: Language, partnerId: string | null, row: object = record) => {
    const names = { project: 'p', customer: 'c', contact: null, language, vendor: 'v', others: {} };
    const sow = { currencyCode: 'EUR' } as StatementOfWork;
    return furtherFields({ fields, names: new Set(['name']) }, row, { sow, names, partnerId });
  };

  it('are printed with their labels, for readers who may see them', () => {
    expect(printed(Language.EN, null)).toEqual([
      ['Note', 'In two languages.'],
      ['Fee', 'EUR 1,500.50'],
      ['By', 'Supplier'],
    ]);
    expect(printed(Language.ZH, 'partner_1')).toEqual([
      ['备注', 'In two languages.'],
      ['责任方', '供应商'],
    ]);
  });

  it('are left out if they have no value', () => {
    expect(printed(Language.EN, null, { ...record, note: null, feeMinor: null })).toEqual([['By', 'Supplier']]);
  });
});
