export { documentActions } from './documents.actions';
export { Document, ScanStatus } from './document.entity';
export { requireEvidence, visibleDocuments } from './evidence';
export { isSafe, withdraw as withdrawDocument } from './document.service';
export { openStorage } from './open-storage';
export { type Storage } from './storage';
export { receiveDocument, type UploadDesk } from './upload.service';
export { wideTextHead, wideTextOf } from './wide-text';
