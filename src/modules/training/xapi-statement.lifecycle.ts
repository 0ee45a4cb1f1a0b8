import { Lifecycle } from '../../shared/domain/lifecycle';

export enum XapiStatementStatus {
  UNMATCHED = 'UNMATCHED',
  MATCHED = 'MATCHED',
  NOTED = 'NOTED',
  DISMISSED = 'DISMISSED',
}

export type XapiStatementAction = 'match' | 'note' | 'dismiss';

export const xapiStatementLifecycle = new Lifecycle<XapiStatementStatus, XapiStatementAction>(
  'XapiStatement',
  Object.values(XapiStatementStatus),
  XapiStatementStatus.UNMATCHED,
  [
    { from: XapiStatementStatus.UNMATCHED, action: 'match', to: XapiStatementStatus.MATCHED },
    { from: XapiStatementStatus.UNMATCHED, action: 'note', to: XapiStatementStatus.NOTED },
    { from: XapiStatementStatus.UNMATCHED, action: 'dismiss', to: XapiStatementStatus.DISMISSED },
  ],
);
