import { actionsOn } from '../../../shared/domain/action';
import type { Project } from '../../projects';

/** What a rate is for: a project, or null for the general rate card. */
export type Card = Project | null;

export const rateActions = actionsOn<Card>()('rate', 'set');
