import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, parse, validate } from 'graphql';
import * as requests from './requests';
import { peerSchema } from './servers/peer.schema';

const product = buildSchema(readFileSync(join(__dirname, '..', '..', 'schema', 'schema.graphql'), 'utf8'));
const peers = buildSchema(peerSchema);

describe('the requests of the benchmark', () => {
  it.each(['portalPage', 'onePartner', 'projectsPage', 'approval', 'costByPhase'] as const)(
    'are valid in the schema of the product: %s',
    (name) => expect(validate(product, parse(requests[name]))).toEqual([]),
  );

  it.each(['portalPage', 'onePartner', 'projectsPage'] as const)(
    'are valid in the frozen schema of the peers: %s',
    (name) => expect(validate(peers, parse(requests[name]))).toEqual([]),
  );

  it('ask for every field of the frozen schema', () => {
    const asked = `${requests.portalPage} ${requests.onePartner} ${requests.projectsPage}`;
    const fields = Object.values(peers.getTypeMap())
      .filter(({ name }) => !name.startsWith('__'))
      .flatMap((type) => ('getFields' in type ? Object.keys(type.getFields()) : []));
    const filters = Object.keys(requests.projectsFilter);
    expect(fields.filter((name) => !new RegExp(`\\b${name}\\b`).test(asked) && !filters.includes(name))).toEqual([]);
  });
});
