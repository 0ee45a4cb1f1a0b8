import type { Job } from '../../shared/jobs/job';
import { cleanUpUploads, scanDocuments } from './document.service';
import { openScanner } from './scanner';
import { openStorage } from './open-storage';

export const jobs: Job[] = [
  {
    name: 'documentsCleanUp',
    description: 'Removes what failed uploads left in the storage.',
    run: async (database, { config }) => cleanUpUploads(database, await openStorage(config)),
  },
  {
    name: 'documentsScan',
    description: 'Scans documents that were not scanned yet, if a virus scanner is configured.',
    run: async (database, { config }) => {
      const scanner = openScanner(config);
      return scanner ? scanDocuments(database, await openStorage(config), scanner) : 0;
    },
  },
];
