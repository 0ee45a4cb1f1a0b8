import { Max, Min } from 'class-validator';
import { Field, Int } from 'type-graphql';
import { column, sql } from '../../../shared/database/sql';
import { addDays } from '../../../shared/domain/dates';
import { UserStatus } from '../../identity';
import { filterPartners, type Partner } from '../../partners';
import { CertificationStatus } from './certification.lifecycle';

export const filters = [
  filterPartners<number>(
    'certificationEndsWithinDays',
    [
      Field(() => Int, {
        nullable: true,
        description:
          'Only partners with an active member whose valid certification ends within this number of days, from 0 (today) to 3650.',
      }),
      Min(0),
      Max(3650),
    ],
    (days, today) =>
      sql`${column<Partner>('id')} IN (SELECT member.partnerId FROM certification AS ending
        JOIN \`user\` AS member ON member.id = ending.userId
        WHERE member.status = ${UserStatus.ACTIVE} AND ending.status = ${CertificationStatus.ACTIVE}
        AND ending.expiresOn >= ${today} AND ending.expiresOn <= ${addDays(today, days)})`,
  ),
];
