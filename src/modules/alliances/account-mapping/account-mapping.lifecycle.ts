import { Lifecycle } from '../../../shared/domain/lifecycle';
import { accountMappingActions } from './account-mapping.actions';

export enum AccountMappingStatus {
  PROPOSED = 'PROPOSED',
  AGREED = 'AGREED',
  DECLINED = 'DECLINED',
  WITHDRAWN = 'WITHDRAWN',
  REVOKED = 'REVOKED',
}

export type AccountMappingAction = (typeof accountMappingActions)[
  'accept' | 'decline' | 'withdraw' | 'setLevels' | 'replaceAccounts' | 'appendAccounts' | 'revoke'];

const { PROPOSED, AGREED, DECLINED, WITHDRAWN, REVOKED } = AccountMappingStatus;
const { accept, decline, withdraw, setLevels, replaceAccounts, appendAccounts, revoke } = accountMappingActions;

export const accountMappingLifecycle = new Lifecycle<AccountMappingStatus, AccountMappingAction>(
  'Account mapping',
  Object.values(AccountMappingStatus),
  PROPOSED,
  [
    { from: PROPOSED, action: accept, to: AGREED },
    { from: PROPOSED, action: decline, to: DECLINED },
    { from: PROPOSED, action: withdraw, to: WITHDRAWN },
    { from: AGREED, action: setLevels, to: AGREED },
    { from: AGREED, action: replaceAccounts, to: AGREED },
    { from: AGREED, action: appendAccounts, to: AGREED },
    { from: AGREED, action: revoke, to: REVOKED },
  ],
);
