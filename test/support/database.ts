import 'reflect-metadata';
import { migrations } from '../../migrations';
import { access, entities, metrics } from '../../src/schema';
import { type Viewer, system } from '../../src/shared/access/viewer';
import { createDataSource, type DatabaseLocation } from '../../src/shared/database/data-source';
import { Database } from '../../src/shared/database/database';
import { migrate } from '../../src/shared/database/migration';
import type { Command } from '../../src/shared/database/transaction';
import { type Clock, SystemClock } from '../../src/shared/domain/clock';
import type { FactReader } from '../../src/shared/events/handlers';
import { createMigratedDatabase } from './template';

/** A database without a server, for tests of the kernel. */
export interface OpenDatabase {
  database: Database;
  location: DatabaseLocation;
  close(): Promise<void>;
}

export async function openDatabase(
  options: Partial<DatabaseLocation> & { readers?: FactReader[]; clock?: Clock } = {},
): Promise<OpenDatabase> {
  const { readers = [], clock = new SystemClock(), ...limits } = options;
  const { databaseUrl, dataDirectory, drop } = await createMigratedDatabase();
  const location = { url: databaseUrl, directory: dataDirectory, ...limits };
  const dataSource = createDataSource(location, entities, migrations);
  await dataSource.initialize();
  await migrate(dataSource);
  const database = new Database(dataSource, access, clock, metrics, (type) =>
    readers.filter(({ types }) => types.includes(type)).map(({ name }) => name),
  );
  return {
    database,
    location,
    close: async () => {
      await dataSource.destroy();
      await drop();
    },
  };
}

/** The command of a test's transaction. */
export const asSystem: Command = { viewer: system, action: 'test', requestId: 'test' };
export const on = (viewer: Viewer): Command => ({ ...asSystem, viewer });

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));
