import { actionsOn } from '../../../shared/domain/action';
import type { Project } from '../../projects';

export const statusReportActions = actionsOn<Project>()('statusReport', 'file');

export const reportingActions = actionsOn<Project>()('project', 'reportingSet');
