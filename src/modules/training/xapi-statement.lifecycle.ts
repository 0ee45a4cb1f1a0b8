import { Lifecycle } from '../../shared/domain/lifecycle';
import { xapiStatementActions } from './training.actions';

export enum XapiStatementStatus {
  UNMATCHED = 'UNMATCHED',
  MATCHED = 'MATCHED',
  NOTED = 'NOTED',
  DISMISSED = 'DISMISSED',
}

export type XapiStatementAction = (typeof xapiStatementActions)['match' | 'note' | 'dismiss'];

export const xapiStatementLifecycle = new Lifecycle<XapiStatementStatus, XapiStatementAction>(
  'XapiStatement',
  Object.values(XapiStatementStatus),
  XapiStatementStatus.UNMATCHED,
  [
    { from: XapiStatementStatus.UNMATCHED, action: xapiStatementActions.match, to: XapiStatementStatus.MATCHED },
    { from: XapiStatementStatus.UNMATCHED, action: xapiStatementActions.note, to: XapiStatementStatus.NOTED },
    { from: XapiStatementStatus.UNMATCHED, action: xapiStatementActions.dismiss, to: XapiStatementStatus.DISMISSED },
  ],
);
