import { actions } from '../../../shared/domain/action';

export const schemeImpactActions = actions('incentiveSchemeImpact', 'show');
