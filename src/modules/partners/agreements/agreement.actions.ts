import { actionsOn } from '../../../shared/domain/action';
import type { Agreement } from './agreement.entity';

export const agreementActions = actionsOn<Agreement>()(
  'agreement',
  'renew',
  'resubmit',
  'accept',
  'sendBack',
  'replace',
  'expire',
);
