import { anchorHistory } from '../database/anchor';
import { idAt } from '../domain/ids';
import { SigningKeys } from '../http/signing-keys';
import type { Job } from './job';

/**
 * Entries get their ids before they are committed, on nodes whose clocks differ: an hour later, all of them are
 * visible.
 */
const settleMilliseconds = 3_600_000;

/**
 * Signs the history once a day, and writes the signature to the log: a copy that cannot be changed through the
 * database.
 */
export const anchorHistoryDaily: Job = {
  name: 'anchorHistory',
  description: 'Signs the entries that were added to the history, and publishes the signed head to the log.',
  async run(database, { config, log }) {
    const through = idAt('history', Date.now() - settleMilliseconds);
    const anchor = await anchorHistory(database, SigningKeys.open(config), through);
    if (!anchor) return 0;
    const { number, throughId, entries, head, at, keyId, signature } = anchor;
    log.info({ anchor: { number, throughId, entries, head, at, keyId, signature } }, 'the history was anchored');
    return 1;
  },
};
