import fs, { mkdtempSync, rmSync } from 'node:fs';
import promises, { type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { LocalStorage } from './local.storage';

const key = 'upload_01jd0000000000000000000000';

describe('documents in a folder', () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'trellis-storage-'));
  });
  afterEach(() => {
    jest.restoreAllMocks();
    rmSync(directory, { recursive: true, force: true });
  });

  it('are flushed to disk, with the names of their folders, before they are acknowledged', async () => {
    const fileFlushed = jest.spyOn(fs, 'fsync');
    const flushed: string[] = [];
    const open = promises.open;
    jest.spyOn(promises, 'open').mockImplementation(async (path, ...options) => {
      const handle: FileHandle = await open(path, ...options);
      const sync = handle.sync.bind(handle);
      handle.sync = () => sync().then(() => void flushed.push(String(path)));
      return handle;
    });
    const folder = join(directory, 'files');
    const storage = new LocalStorage(folder);
    await storage.put(key, Readable.from([Buffer.from('content')]));
    expect(fileFlushed).toHaveBeenCalledTimes(1);
    expect(flushed).toEqual([join(folder, key.slice(-2)), folder, dirname(folder)]);
  });

  it('leave nothing behind if the content is incomplete', async () => {
    const storage = new LocalStorage(join(directory, 'files'));
    const broken = Readable.from(
      (function* () {
        yield Buffer.from('half');
        throw new Error('broken off');
      })(),
    );
    await expect(storage.put(key, broken)).rejects.toThrow('broken off');
    expect(await storage.get(key)).toBeNull();
  });
});
