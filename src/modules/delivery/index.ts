export { Allocation } from './projects/allocation.entity';
export { DeliveryMode, Project, ProjectOffering } from './projects/project.entity';
export { ProjectStatus } from './projects/project.lifecycle';
export { staffedProjects } from './projects/projects.visibility';
export { ProjectStaffing } from './projects/staffing.entity';
