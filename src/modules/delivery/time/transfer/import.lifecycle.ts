import { Lifecycle } from '../../../../shared/domain/lifecycle';

export enum TimeImportStatus {
  RUNNING = 'RUNNING',
  DONE = 'DONE',
  REFUSED = 'REFUSED',
  FAILED = 'FAILED',
}

export type TimeImportAction = 'finish' | 'refuse' | 'fail';

/** Every step is the system's own: people start imports, and what comes of them follows. */
export const timeImportLifecycle = new Lifecycle<TimeImportStatus, TimeImportAction>(
  'TimeImport',
  Object.values(TimeImportStatus),
  TimeImportStatus.RUNNING,
  [
    { from: TimeImportStatus.RUNNING, action: 'finish', to: TimeImportStatus.DONE },
    { from: TimeImportStatus.RUNNING, action: 'refuse', to: TimeImportStatus.REFUSED },
    { from: TimeImportStatus.RUNNING, action: 'fail', to: TimeImportStatus.FAILED },
  ],
);
