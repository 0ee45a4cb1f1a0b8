import { Policy } from '../access/policy';
import { Role } from '../access/viewer';
import type { Module } from '../module';
import { JobLease, JobRun } from './job.entity';
import { JobsResolver } from './jobs.resolver';

const policy = new Policy();
policy.allow('job.show').to(Role.ADMIN);
policy.show(JobRun).toStaff(Role.ADMIN);

/** What the kernel itself shows of the daily jobs. */
export const jobs: Module = {
  name: 'jobs',
  entities: [JobLease, JobRun],
  resolvers: [JobsResolver],
  policy,
};
