import { actions, actionsOn } from '../../shared/domain/action';
import type { Document } from './document.entity';

export const documentActions = {
  ...actions('document', 'upload'),
  ...actionsOn<Document>()('document', 'download', 'withdraw'),
};
