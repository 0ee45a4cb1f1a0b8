import type { Database } from '../../shared/database/database';
import type { Sql } from '../../shared/database/sql';
import type { Node, StoredClass } from '../../shared/database/record';
import type { Transaction } from '../../shared/database/transaction';
import type { Where } from '../../shared/database/where';
import { forEach } from '../../shared/jobs/for-each';
import type { Job } from '../../shared/jobs/job';

interface Duty<T extends Node> {
  name: string;
  description: string;
  record: StoredClass<T>;
  /** Candidates, found by an index; the work checks each again, because another process may have been faster. */
  due(database: Database): Sql;
  /** Returns whether there was anything to do. */
  work(tx: Transaction, id: string): Promise<boolean>;
}

export function dutyJob<T extends Node>({ name, description, record, due, work }: Duty<T>): Job {
  return {
    name,
    description,
    run: (database) =>
      forEach(database, record, { and: [due(database)] } as unknown as Where<T>, async (page, change) => {
        for (const { id } of page) await change(name, (tx) => work(tx, id));
      }),
  };
}

export const stored = <T extends Node>(database: Database, record: StoredClass<T>, name: string, value: Date) =>
  database.shapes.of(record).stored(name, value);
