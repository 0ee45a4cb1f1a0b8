import { Lifecycle } from '../../shared/domain/lifecycle';

export enum ProgrammeStatus {
  DRAFT = 'DRAFT',
  PUBLISHED = 'PUBLISHED',
}

export type ProgrammeAction = 'publish';

export const programmeLifecycle = new Lifecycle<ProgrammeStatus, ProgrammeAction>(
  'Programme',
  Object.values(ProgrammeStatus),
  ProgrammeStatus.DRAFT,
  [{ from: ProgrammeStatus.DRAFT, action: 'publish', to: ProgrammeStatus.PUBLISHED }],
);
