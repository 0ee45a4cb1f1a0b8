import { chmodSync, closeSync, mkdirSync, openSync, readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

const folderMode = 0o700;
const fileMode = 0o600;

/** Makes a folder that only the program's own user can enter. */
export function makePrivateFolder(path: string): void {
  mkdirSync(path, { recursive: true, mode: folderMode });
}

/** Makes an empty file that only the program's own user can read, unless it exists. */
export function makePrivateFile(path: string): void {
  closeSync(openSync(path, 'a', fileMode));
}

/** Makes a data folder; from one that an older release made, removes the rights of other users, also from its files. */
export function closeDataFolder(folder: string): void {
  makePrivateFolder(folder);
  if (isShared(folder)) return;
  takeRights(folder, folderMode);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) takeRights(join(folder, entry.name), folderMode);
    if (entry.isFile()) takeRights(join(folder, entry.name), fileMode);
  }
}

/** Whether other users use the folder, like /tmp or the working directory of the program. */
function isShared(folder: string): boolean {
  const sticky = (statSync(folder).mode & 0o1000) !== 0;
  return sticky || !relative(folder, process.cwd()).startsWith('..');
}

function takeRights(path: string, allowed: number): void {
  const mode = statSync(path).mode & 0o777;
  if ((mode & ~allowed) === 0) return;
  try {
    chmodSync(path, mode & allowed);
  } catch (error) {
    // The folder belongs to another user, as a mounted volume may: that user decides who can enter it.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') throw error;
  }
}
