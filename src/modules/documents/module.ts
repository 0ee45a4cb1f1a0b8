import type { Module } from '../../shared/module';
import { Document, PendingUpload } from './document.entity';
import { DocumentResolver } from './document.resolver';
import * as facts from './documents.facts';
import { jobs } from './documents.jobs';
import { policy } from './documents.policy';
import { relations } from './documents.relations';
import { documentRoutes } from './documents.routes';

export const documents: Module = {
  name: 'documents',
  entities: [Document, PendingUpload],
  resolvers: [DocumentResolver],
  policies: [policy],
  relations,
  facts: Object.values(facts),
  jobs,
  routes: documentRoutes,
};
