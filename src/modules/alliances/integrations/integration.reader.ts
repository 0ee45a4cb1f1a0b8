import type { Reader } from '../../../shared/database/reader';
import { padded, sql } from '../../../shared/database/sql';
import { IntegrationTestResult } from './integration-test.entity';

/** The number of version pairs whose latest test passed. Batched. */
export async function passedPairsOf(reader: Reader, integrationId: string): Promise<number> {
  const rows = await reader.rowsBy<{ integrationId: string; result: string }>(
    'passed pairs',
    'integrationId',
    integrationId,
    (ids) =>
      sql`SELECT ranked.integrationId AS integrationId, ranked.result AS result FROM (
        SELECT test.integrationId, test.result, ROW_NUMBER() OVER (
          PARTITION BY test.integrationId, test.productVersion, test.otherProductVersion
          ORDER BY test.testedOn DESC, test.id DESC) AS place
        FROM integration_test AS test WHERE test.integrationId IN (${padded(ids)})) AS ranked
        WHERE ranked.place = 1 AND ranked.result <> ${IntegrationTestResult.FAILED}`,
  );
  return rows.length;
}
