import { randomUUID } from 'node:crypto';
import { system } from '../access/viewer';
import { IdempotencyKey } from '../database/idempotency';
import type { Job } from './job';
import { removeBefore } from './remove-before';

/** A retry that comes later than this is new work. */
const keyDays = 30;

export const clearIdempotencyKeys: Job = {
  name: 'idempotencyKeysCleanUp',
  description: `Removes the keys of requests that were carried out more than ${keyDays} days ago.`,
  run: (database) => {
    const command = { viewer: system, action: 'idempotencyKeysCleanUp', requestId: randomUUID() };
    return removeBefore(database, command, IdempotencyKey, 'at', keyDays);
  },
};
