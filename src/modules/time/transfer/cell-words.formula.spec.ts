import { describe, expect, it } from '@jest/globals';
import { billableOf, putsDayFirst } from './cell-words.formula';

describe('yes and no in a cell', () => {
  it.each(['', 'TRUE', 'Yes', 'y', '1', 'WAHR', 'vrai', 'Verdadero', 'DOĞRU', 'Ja', 'sí', '是', 'billable'])(
    '%j is yes',
    (cell) => {
      expect(billableOf(cell)).toBe(true);
    },
  );

  it.each(['FALSE', 'No', 'n', '0', 'FALSCH', 'faux', 'FALSO', 'Nein', 'não', '否', 'non-billable', 'Non–Billable'])(
    '%j is no',
    (cell) => {
      expect(billableOf(cell)).toBe(false);
    },
  );

  it.each(['perhaps', '2', 'null', '-'])('%j is neither', (cell) => {
    expect(billableOf(cell)).toBeNull();
  });

  it('recognizes a spreadsheet whose language puts the day first, and no other', () => {
    expect(['WAHR', 'faux', 'Falso', 'WAAR'].map(putsDayFirst)).toEqual([true, true, true, true]);
    expect(['TRUE', 'false', 'yes', '1', '', '是'].map(putsDayFirst)).toEqual(Array(6).fill(false));
  });
});
