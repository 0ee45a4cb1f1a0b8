import 'reflect-metadata';
import { migrations } from './migrations';
import { readConfig } from './src/config';
import { entities } from './src/schema';
import { createDataSource } from './src/shared/database/data-source';

/* The data source for TypeORM's migration tool, nothing more. */

const config = readConfig();

export default createDataSource({ url: config.databaseUrl, directory: config.dataDirectory }, entities, migrations);
