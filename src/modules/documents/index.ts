export { Document, ScanStatus } from './document.entity';
export { openStorage } from './storage';
export { receiveDocument, type UploadDesk } from './upload.service';
