import { randomUUID } from 'node:crypto';
import { system } from '../access/viewer';
import { IdempotencyKey } from '../database/idempotency';
import type { Job } from './job';
import { removeBefore } from './remove-before';

/** A later retry counts as new work. */
const keyDays = 30;

export const clearIdempotencyKeys: Job = {
  name: 'idempotencyKeysCleanUp',
  description: `Removes the idempotency keys of requests that completed more than ${keyDays} days ago.`,
  run: (database) => {
    const command = { viewer: system, action: 'idempotencyKeysCleanUp', requestId: randomUUID() };
    return removeBefore(database, command, IdempotencyKey, 'at', keyDays);
  },
};
