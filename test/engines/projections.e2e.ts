import { Partner } from '../../src/modules/partners';
import { maxProjections } from '../../src/shared/database/shape';
import { openDatabase, type OpenDatabase } from '../support/database';

describe('the compiled projections of a record', () => {
  let open: OpenDatabase;
  beforeAll(async () => {
    open = await openDatabase({});
  });
  afterAll(() => open.close());

  it('are bounded in number for any number of field combinations that clients ask for', () => {
    const shape = open.database.shapes.of(Partner);
    const names = shape.columns.map(({ propertyName }) => propertyName);
    for (let mask = 0; mask < 4 * maxProjections; mask += 1) {
      const only = new Set(names.filter((_, index) => mask & (1 << index)));
      expect(shape.projection(true, only).width).toBe(new Set([...only, 'id']).size);
    }
    const { projections } = shape as unknown as { projections: { size: number } };
    expect(projections.size).toBeLessThanOrEqual(maxProjections);
  });
});
