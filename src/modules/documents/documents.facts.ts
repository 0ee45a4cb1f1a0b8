import { defineFact } from '../../shared/events/fact';

export const documentUploaded = defineFact<{ projectId: string | null; mediaType: string; size: number }>(
  'DocumentUploaded',
  'A document was uploaded.',
);
export const documentWithdrawn = defineFact<{ projectId: string | null; reason: string }>(
  'DocumentWithdrawn',
  'A document was withdrawn: nobody opens it any more.',
);
export const documentScanned = defineFact<{ projectId: string | null; scanStatus: string }>(
  'DocumentScanned',
  'The virus scanner looked at a document after its upload.',
);
