import { Field, ID } from 'type-graphql';
import { column, sql } from '../../../shared/database/sql';
import type { ContributedFilter } from '../../../shared/graphql/filters';
import { type Project, ProjectFilter } from '../../projects';

export const filters: ContributedFilter[] = [
  {
    filter: ProjectFilter,
    name: 'jointSolutionId',
    decorators: [
      Field(() => [ID], {
        nullable: true,
        description: 'Only projects that deliver one of these joint solutions; at most 100 ids.',
      }),
    ],
    condition: (ids: string[]) => sql`${column<Project>('jointSolutionId')} IN (${ids})`,
  },
];
