import { actionsOn } from '../../../shared/domain/action';
import type { Partner } from '../firms/partner.entity';
import type { Qualification } from '../qualifications/qualification.entity';
import type { GateWaiver } from './waiver.entity';

export const gateCriterionActions = actionsOn<Partner | Qualification>()('gateCriterion', 'waive');

export const waiverActions = actionsOn<GateWaiver>()('waiver', 'revoke');
