import { actionsOn } from '../../../shared/domain/action';
import type { Partner } from '../../partners';
import type { Appeal } from './appeal.entity';

/** An appeal, and the users who took part in what it is against. */
export interface OnAppeal {
  appeal: Appeal;
  /** They recorded the evidence or the entry, or proposed or imposed the sanction. */
  involvedIds: readonly string[];
}

export const appealActions = {
  ...actionsOn<Partner>()('appeal', 'file'),
  ...actionsOn<OnAppeal>()('appeal', 'update', 'withdraw', 'uphold', 'reject'),
};
