export { IncentiveEntry, IncentiveKind } from './ledger/incentive-entry.entity';
export { IncentiveHold } from './incentive-hold';
export { type Evidence, type Posting } from './ledger/ledger.service';
export * as ledgerService from './ledger/ledger.service';
