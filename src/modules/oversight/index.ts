export { keepHealth } from './health/health.service';
export * as incidentService from './registers/incident.service';
export { RaisedBy, RequirementDecision } from './registers/requirement.entity';
export * as requirementService from './registers/requirement.service';
export { RiskOutcome, RiskResponse } from './registers/risk.entity';
export * as riskService from './registers/risk.service';
export * as reportsService from './reports/reports.service';
export { StatusAssessment } from './reports/status-report.types';
