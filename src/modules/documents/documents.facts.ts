import { defineFact } from '../../shared/events/fact';

export const documentUploaded = defineFact<{ mediaType: string; size: number }>(
  'DocumentUploaded',
  'A document was uploaded.',
);
export const documentScanned = defineFact<{ scanStatus: string }>(
  'DocumentScanned',
  'The virus scanner looked at a document after its upload.',
);
