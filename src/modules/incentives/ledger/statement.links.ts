import type { StatementPeriod } from './statement.types';

/** How long a link to a statement works, in seconds. */
export const linkSeconds = 300;

export type StatementFile = 'csv' | 'pdf';

export const pathOfStatement = ({ partnerId, from, to }: StatementPeriod, file: StatementFile) =>
  `/incentive-statements/${file}/${partnerId}/${from}/${to}`;
