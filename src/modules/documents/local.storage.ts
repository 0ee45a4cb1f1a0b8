import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Storage } from './storage';

/** Files in a folder, spread over folders by the end of their keys, which is random. */
export class LocalStorage implements Storage {
  constructor(private readonly folder: string) {}

  async put(key: string, content: Readable): Promise<void> {
    const file = this.fileOf(key);
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    try {
      await pipeline(content, createWriteStream(file, { flags: 'wx', mode: 0o600, flush: true }));
      // The names are on the disk with their folders: the file's own, and those that may have been made for it.
      for (const folder of [dirname(file), this.folder, dirname(this.folder)]) await flushFolder(folder);
    } catch (error) {
      await this.delete(key);
      throw error;
    }
  }

  async get(key: string): Promise<Readable | null> {
    const file = this.fileOf(key);
    const found = await stat(file).catch(() => null);
    return found ? createReadStream(file) : null;
  }

  lend<T>(key: string, work: (path: string) => Promise<T>): Promise<T> {
    return work(this.fileOf(key));
  }

  async delete(key: string): Promise<void> {
    await rm(this.fileOf(key), { force: true });
  }

  private fileOf(key: string): string {
    if (!/^[a-z]+_[0-9a-z]{26}$/.test(key)) throw new Error(`${key} is no key of the storage.`);
    return join(this.folder, key.slice(-2), key);
  }
}

async function flushFolder(path: string): Promise<void> {
  // Windows opens no folders, and writes their entries by itself.
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
