import { join } from 'node:path';
import type { Config } from '../../config';
import type { Storage } from './storage';
import { LocalStorage } from './local.storage';

/** The configured S3-compatible storage, or a folder next to the embedded database. */
export async function openStorage(config: Config): Promise<Storage> {
  if (!config.s3) return new LocalStorage(join(config.dataDirectory, 'files'));
  // A large library, loaded where it is needed.
  const { S3Storage } = await import('./s3.storage');
  return new S3Storage(config.s3);
}
