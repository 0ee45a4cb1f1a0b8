import { Policy } from '../access/policy';
import { Role } from '../access/viewer';
import { HistoryAnchor } from '../database/anchor';
import { clearQuotas, QuotaUse } from '../database/quota';
import type { Module } from '../module';
import { anchorHistoryDaily } from './anchor-history';
import { clearIdempotencyKeys } from './clear-idempotency-keys';
import { jobActions } from './job.actions';
import { JobLease, JobRun } from './job.entity';
import { JobsResolver } from './jobs.resolver';

const policy = new Policy();
policy.allow(jobActions.show).to(Role.ADMIN);
policy.show(JobRun).toStaff(Role.ADMIN);
policy.show(HistoryAnchor).toStaff(Role.ADMIN);

/** The kernel's own jobs, and the queries about all jobs. */
export const jobs: Module = {
  name: 'jobs',
  entities: [JobLease, JobRun, HistoryAnchor, QuotaUse],
  resolvers: [JobsResolver],
  policies: [policy],
  jobs: [clearQuotas, anchorHistoryDaily, clearIdempotencyKeys],
};
