import { actionsOn } from '../../../shared/domain/action';
import type { Project } from '../../projects';

/** The project that a rate is for, or null for the general rate card. */
export type Card = Project | null;

export const rateActions = actionsOn<Card>()('rate', 'set');
