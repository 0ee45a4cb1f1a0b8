import { actionsOn } from '../../shared/domain/action';
import type { Project } from '../projects';
import type { SurveyResponse } from './survey-response.entity';

/** A survey response, and the project that it is about. */
export interface OnResponse {
  project: Project;
  response: SurveyResponse;
}

export const surveyResponseActions = {
  ...actionsOn<Project>()('surveyResponse', 'record'),
  ...actionsOn<OnResponse>()('surveyResponse', 'update', 'withdraw'),
};
