import { actionsOn } from '../../../shared/domain/action';
import type { Certification } from './certification.entity';

export const certificationActions = actionsOn<Certification>()('certification', 'revoke', 'expire', 'renewOpen');
