export { Allocation } from './allocations/allocation.entity';
export { overAllocated, type Share } from './allocations/allocation.formula';
export { isAllocated } from './allocations/allocation.reader';
export * as allocationService from './allocations/allocation.service';
export { allocationActions, type OnAllocation } from './allocations/allocations.actions';
export type { Days, PersonTime } from './calendars/person-time.formula';
export { Leave } from './calendars/leave.entity';
export { CalendarAssignment } from './calendars/working-calendar.entity';
export { always, type CountDays, Weekday } from './calendars/working-calendar.formula';
export {
  type PersonHours,
  personTimes,
  projectDays,
  shorterCalendars,
  workingHours,
} from './calendars/working-calendar.reader';
export * as workingCalendarService from './calendars/working-calendar.service';
export { assertBegun, assertInWorkOn, assertWasInWorkOn } from './projects/in-work';
export { canManage } from './projects/manager.reader';
export { DeliveryMode, Project, ProjectOffering } from './projects/project.entity';
export { HealthStatus, isOpen, type ProjectAction, ProjectStatus } from './projects/project.lifecycle';
export { returnToWork } from './projects/project.service';
export * as projectService from './projects/project.service';
export { type OnStaffing, projectActions } from './projects/projects.actions';
export * as projectFacts from './projects/projects.facts';
export { ProjectFilter, ProjectPayload } from './projects/projects.inputs';
export { managesTheProject } from './projects/projects.policy';
export { staffedProjects } from './projects/projects.visibility';
export { ProjectStaffing } from './projects/staffing.entity';
export { assertOpen, requireOffering } from './projects/staffing.service';
export { concernsAbout, preventing, staffingConcerns, warningsAmong } from './projects/staffing-concerns';
export * as staffingService from './projects/staffing.service';
export { type FirstDay, firstDayOfStep } from './projects/step-day';
