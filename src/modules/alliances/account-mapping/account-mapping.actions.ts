import { actionsOn } from '../../../shared/domain/action';
import type { AccountMapping } from './account-mapping.entity';

export const accountMappingActions = {
  ...actionsOn<Pick<AccountMapping, 'partnerId'>>()('accountMapping', 'propose'),
  ...actionsOn<AccountMapping>()(
    'accountMapping',
    'accept',
    'decline',
    'withdraw',
    'setLevels',
    'replaceAccounts',
    'appendAccounts',
    'revoke',
  ),
};
