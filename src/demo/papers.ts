import { openStorage, receiveDocument } from '../modules/documents';
import type { User } from '../modules/identity';
import { type Stage, viewerOf } from './stage';

/** Uploads a PDF page with a title, about a partner or for the vendor; returns the id of the document. */
export async function uploadPaper(stage: Stage, user: User, partnerId: string | null, title: string): Promise<string> {
  const { config, log } = stage.installation;
  const storage = await openStorage(config);
  const desk = {
    database: stage.database,
    storage,
    scanner: null,
    log,
    uploadBytes: config.uploadBytes,
    uploadsPerDay: 0,
    uploadBytesPerDay: 0,
  };
  const name = `${title.toLowerCase().replace(/[^a-z0-9]+/g, '-')}.pdf`;
  const file = { name, content: pieces(page(title)) };
  const subject = { partnerId, projectId: null };
  const document = await receiveDocument(desk, viewerOf(user), 'demo', file, () => Promise.resolve(subject));
  return document.id;
}

async function* pieces(content: Buffer): AsyncGenerator<Buffer> {
  yield content;
}

/** A minimal PDF. */
function page(title: string): Buffer {
  const text = `BT /F1 24 Tf 72 720 Td (${title.replace(/[^\x20-\x7e]|[()\\]/g, ' ')}) Tj ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let body = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = body.length;
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join('')}`;
  const end = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`;
  return Buffer.from(body + table + end);
}
