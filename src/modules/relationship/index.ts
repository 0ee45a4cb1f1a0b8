export { type OnResponse, surveyResponseActions } from './survey-response.actions';
export { SurveyKind, SurveyResponse } from './survey-response.entity';
export * as surveyResponseFacts from './survey-response.facts';
export { SurveyResponseStatus } from './survey-response.lifecycle';
export * as surveyResponseService from './survey-response.service';
