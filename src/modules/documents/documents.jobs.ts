import type { Job } from '../../shared/jobs/job';
import { cleanUpUploads, scanDocuments } from './document.service';
import { openScanner } from './scanner';
import { openStorage } from './open-storage';

export const jobs: Job[] = [
  {
    name: 'documentsCleanUp',
    description: 'Takes away what uploads left in the storage that came to nothing.',
    run: async (database, { config }) => cleanUpUploads(database, await openStorage(config)),
  },
  {
    name: 'documentsScan',
    description: 'Has the virus scanner, where there is one, look at the documents that it has not seen.',
    run: async (database, { config }) => {
      const scanner = openScanner(config);
      return scanner ? scanDocuments(database, await openStorage(config), scanner) : 0;
    },
  },
];
