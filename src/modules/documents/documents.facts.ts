import { defineFact } from '../../shared/events/fact';
import { idOf, number, orNull, text } from '../../shared/events/fact-data';

export const documentUploaded = defineFact('DocumentUploaded', 'A document was uploaded.', {
  projectId: orNull(idOf('project')),
  mediaType: text,
  size: number,
});
export const documentWithdrawn = defineFact(
  'DocumentWithdrawn',
  'A document was withdrawn: it can no longer be opened.',
  { projectId: orNull(idOf('project')), reason: text },
);
export const documentScanned = defineFact('DocumentScanned', 'The virus scanner checked a document after its upload.', {
  projectId: orNull(idOf('project')),
  scanStatus: text,
});
