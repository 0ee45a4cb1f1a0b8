import type { TestApp } from './app';
import type { Client } from './client';
import { resourceLine, scopeItem } from './sow';

/** What is refused of a content, of a draft and of an update alike. */
export const refusals: [string, object, object][] = [
  ['an end of time', { startsOn: '2026-02-30' }, { top: 'BAD_USER_INPUT' }],
  ['an unknown currency', { currencyCode: 'EURO' }, { top: 'BAD_USER_INPUT' }],
  ['10,000 characters', { exclusions: 'x'.repeat(10_000) }, { code: 'INVALID_INPUT', field: ['input', 'exclusions'] }],
  ['no days to accept', { acceptanceWindowDays: 0 }, { field: ['input', 'acceptanceWindowDays'] }],
  ['more than ten years', { endsOn: '2037-03-02' }, { code: 'INVALID_INPUT', field: ['input', 'endsOn'] }],
  [
    'an item long before the rest',
    { scopeItems: [scopeItem({ startsOn: '1900-01-01' })] },
    { code: 'INVALID_INPUT', field: ['input', 'scopeItems', '0', 'startsOn'] },
  ],
  ...(['price', 'budgetCost'] as const).flatMap((name): [string, object, object][] => [
    [
      `a negative ${name}`,
      { scopeItems: [scopeItem({ [name]: '-0.01' })] },
      { code: 'INVALID_INPUT', field: ['input', 'scopeItems', '0', name] },
    ],
    [
      `half a cent of ${name}`,
      { scopeItems: [scopeItem({ [name]: '1.005' })] },
      { code: 'INVALID_INPUT', field: ['input', 'scopeItems', '0', name] },
    ],
    [
      `a ${name} beyond exact money`,
      { scopeItems: [scopeItem({ [name]: '99999999999999999' })] },
      { code: 'INVALID_INPUT', field: ['input', 'scopeItems', '0', name] },
    ],
    [
      `a ${name} that is beyond exact money together with another`,
      {
        scopeItems: [
          scopeItem({ [name]: '80000000000000' }),
          scopeItem({ [name]: '80000000000000', deliverables: [] }),
        ],
      },
      { code: 'INVALID_INPUT', field: ['input', 'scopeItems', '1', name] },
    ],
  ]),
  ...['0', '-1', '1.2345'].map((quantity): [string, object, object] => [
    `a quantity of ${quantity}`,
    { scopeItems: [scopeItem({ quantity })] },
    { code: 'INVALID_INPUT', field: ['input', 'scopeItems', '0', 'quantity'] },
  ]),
  ...['-0.01', '100.01', '33.333'].map((paymentShare): [string, object, object] => [
    `a payment share of ${paymentShare}`,
    { milestones: [{ name: 'm', dueOn: '2026-03-02', paymentShare }] },
    { code: 'INVALID_INPUT', field: ['input', 'milestones', '0', 'paymentShare'] },
  ]),
  [
    'negative hours',
    { resourceLines: [resourceLine({ hours: [{ phase: 'Build', hours: '-1' }] })] },
    { code: 'INVALID_INPUT', field: ['input', 'resourceLines', '0', 'hours', '0', 'hours'] },
  ],
  [
    'a negative rate',
    { resourceLines: [resourceLine({ costRate: '-1' })] },
    { code: 'INVALID_INPUT', field: ['input', 'resourceLines', '0', 'costRate'] },
  ],
  [
    'a phase twice',
    { resourceLines: [resourceLine({ hours: ['1', '2'].map((hours) => ({ phase: 'Build', hours })) })] },
    { code: 'INVALID_INPUT', field: ['input', 'resourceLines', '0', 'hours', '1', 'phase'] },
  ],
  [
    'a role of a party twice',
    { resourceLines: [resourceLine(), resourceLine()] },
    { code: 'INVALID_INPUT', field: ['input', 'resourceLines', '1', 'role'] },
  ],
  [
    'a partner that is not named',
    { resourceLines: [resourceLine({ party: 'PARTNER' })] },
    { code: 'INVALID_INPUT', field: ['input', 'resourceLines', '0', 'partnerId'] },
  ],
  [
    'a partner that is not there',
    { resourceLines: [resourceLine({ party: 'PARTNER', partnerId: 'partner_01jd5s9c0ye5rt3t7m6x0j5d1q' })] },
    { code: 'NOT_FOUND', field: ['input', 'resourceLines', '0', 'partnerId'] },
  ],
  [
    'an offering of another kind',
    { scopeItems: [scopeItem({ offeringId: 'partner_01jd5s9c0ye5rt3t7m6x0j5d1q' })] },
    { code: 'INVALID_INPUT', field: ['input', 'scopeItems', '0', 'offeringId'] },
  ],
  [
    'an offering that is not there',
    { scopeItems: [scopeItem({ offeringId: 'offering_01jd5s9c0ye5rt3t7m6x0j5d1q' })] },
    { code: 'NOT_FOUND', field: ['input', 'scopeItems', '0', 'offeringId'] },
  ],
  [
    'deliverables out of scope',
    { scopeItems: [scopeItem({ inScope: false })] },
    { code: 'INVALID_INPUT', field: ['input', 'scopeItems', '0', 'deliverables'] },
  ],
  [
    'two deliverables whose names differ only in case',
    { scopeItems: [scopeItem(), scopeItem({ deliverables: [{ name: 'INTERFACE  guide' }] })] },
    { code: 'INVALID_INPUT', field: ['input', 'scopeItems', '1', 'deliverables', '0', 'name'] },
  ],
  [
    'a milestone of a deliverable that is not there',
    { milestones: [{ name: 'm', dueOn: '2026-03-02', paymentShare: '100', deliverables: ['Nothing'] }] },
    { code: 'INVALID_INPUT', field: ['input', 'milestones', '0', 'deliverables', '0'] },
  ],
  [
    'a part that is not there',
    { scopeItems: [scopeItem({ id: 'scope_item_01jd5s9c0ye5rt3t7m6x0j5d1q' })] },
    { code: 'NOT_FOUND', field: ['input', 'scopeItems', '0', 'id'] },
  ],
  [
    'a part of another kind',
    {
      milestones: [{ id: 'scope_item_01jd5s9c0ye5rt3t7m6x0j5d1q', name: 'm', dueOn: '2026-03-02', paymentShare: '1' }],
    },
    { code: 'INVALID_INPUT', field: ['input', 'milestones', '0', 'id'] },
  ],
];

/** Refused with this user error, or with this code of a top-level error; and nothing is written. */
export async function expectRefusal(
  app: TestApp,
  client: Client,
  name: string,
  args: object,
  error: object,
  selection = 'sow { id }',
) {
  await app.expectNothingChanged(async () => {
    if (!('top' in error)) return expect(await client.refused(name, args, selection)).toMatchObject(error);
    const answer = await client.call(name, args, selection);
    expect(answer.errors).toMatchObject([{ extensions: { code: error.top } }]);
  });
}
