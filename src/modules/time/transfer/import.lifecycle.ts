import { Lifecycle } from '../../../shared/domain/lifecycle';
import { timeImportActions } from './import.actions';

export enum TimeImportStatus {
  RUNNING = 'RUNNING',
  DONE = 'DONE',
  REFUSED = 'REFUSED',
  FAILED = 'FAILED',
}

export type TimeImportAction = (typeof timeImportActions)['finish' | 'refuse' | 'fail'];

/** The system takes every step: users start imports, and the outcome follows. */
export const timeImportLifecycle = new Lifecycle<TimeImportStatus, TimeImportAction>(
  'TimeImport',
  Object.values(TimeImportStatus),
  TimeImportStatus.RUNNING,
  [
    { from: TimeImportStatus.RUNNING, action: timeImportActions.finish, to: TimeImportStatus.DONE },
    { from: TimeImportStatus.RUNNING, action: timeImportActions.refuse, to: TimeImportStatus.REFUSED },
    { from: TimeImportStatus.RUNNING, action: timeImportActions.fail, to: TimeImportStatus.FAILED },
  ],
);
