import { type Blocker, Lifecycle } from '../../shared/domain/lifecycle';
import { surveyResponseActions } from './survey-response.actions';

export enum SurveyResponseStatus {
  RECORDED = 'RECORDED',
  WITHDRAWN = 'WITHDRAWN',
}

export type SurveyResponseAction = (typeof surveyResponseActions)['update' | 'withdraw'];

export interface SurveyResponseConditions {
  /** Has a decision on the partner counted the response? */
  counted: boolean;
}

const alreadyCounted: Blocker = {
  code: 'already-counted',
  message: 'A decision on the partner counted this response: withdraw it and record it again.',
};

export const surveyResponseLifecycle = new Lifecycle<
  SurveyResponseStatus,
  SurveyResponseAction,
  SurveyResponseConditions
>('SurveyResponse', Object.values(SurveyResponseStatus), SurveyResponseStatus.RECORDED, [
  {
    from: SurveyResponseStatus.RECORDED,
    action: surveyResponseActions.update,
    to: SurveyResponseStatus.RECORDED,
    guard: ({ counted }) => (counted ? [alreadyCounted] : []),
  },
  {
    from: SurveyResponseStatus.RECORDED,
    action: surveyResponseActions.withdraw,
    to: SurveyResponseStatus.WITHDRAWN,
  },
]);
