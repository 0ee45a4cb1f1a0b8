import { Policy } from '../../shared/access/policy';
import { Role, type Viewer } from '../../shared/access/viewer';
import { and, column, sql } from '../../shared/database/sql';
import { managesTheProject, staffedProjects } from '../projects';
import { surveyResponseActions } from './survey-response.actions';
import { SurveyResponse } from './survey-response.entity';

export const policy = new Policy();

policy.allow(surveyResponseActions.record).to(Role.PROJECT_MANAGER).when(managesTheProject);
policy
  .allow(surveyResponseActions.update, surveyResponseActions.withdraw)
  .to(Role.PROJECT_MANAGER)
  .when((viewer, { project }) => managesTheProject(viewer, project));
policy
  .allow(surveyResponseActions.record, surveyResponseActions.update, surveyResponseActions.withdraw)
  .to(Role.OPERATIONS);

const aboutTheFirm = (viewer: Viewer) =>
  and([sql`${column<SurveyResponse>('partnerId')} = ${viewer.partnerId}`, staffedProjects(viewer)]);

policy.show(SurveyResponse).toStaff().toPartners(aboutTheFirm);
