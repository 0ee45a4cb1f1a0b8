import { progressPercent } from './progress.formula';

it.each([
  [0, 3, '0.00'],
  [1, 3, '33.33'],
  [2, 3, '66.67'],
  [1, 8, '12.50'],
  [3, 3, '100.00'],
])('%i of %i required lessons are %s percent', (completed, required, percent) => {
  expect(progressPercent(completed, required).toFixed(2)).toBe(percent);
});
