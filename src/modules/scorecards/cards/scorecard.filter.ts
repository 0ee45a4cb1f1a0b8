import { ArrayMaxSize } from 'class-validator';
import { Field } from 'type-graphql';
import { column, sql } from '../../../shared/database/sql';
import { filterPartners, type Partner } from '../../partners';

export const filters = [
  filterPartners<string[]>(
    'standing',
    [
      Field(() => [String], {
        nullable: true,
        description: 'Only partners whose newest published scorecard has one of these standings, by name.',
      }),
      ArrayMaxSize(50),
    ],
    (names) => sql`${column<Partner>('standingName')} IN (${names})`,
  ),
];
