import type { GraphQLObjectType } from 'graphql';
import { Role, TestApp } from './app';
import { selectEverything } from './crawler';

/*
 * A server in a process with a small heap that receives many different operations. Prints the growth of the used heap, in
 * MB.
 */

const [, , count = '100', who = 'anonymous', shape = 'large'] = process.argv;

async function main(): Promise<void> {
  const app = await TestApp.start({ limits: { aliases: 100 } });
  const client = who === 'anonymous' ? app.anonymous : await app.as(Role.ADMIN);
  const { schema } = app.installation;
  const everything = selectEverything(schema, schema.getType('Project') as GraphQLObjectType, 1);
  const document = (name: string) =>
    shape === 'large'
      ? `query ${name} { projects(first: 1) { nodes { ${everything} } } }`
      : `query ${name} { __typename } # ${'long '.repeat(180_000)}`;
  const send = async (name: string) => {
    const { errors } = await client.send(document(name));
    if (errors) throw new Error(JSON.stringify(errors).slice(0, 500));
  };
  await send('Warm');
  await send('Warm');
  const before = used();
  for (let i = 0; i < Number(count); i += 1) {
    await send(`Q${i}`);
    // Operations are compiled when they are repeated.
    await send(`Q${i}`);
  }
  process.stdout.write(`${JSON.stringify({ bytes: document('Q').length, grown: used() - before })}\n`);
  await app.stop();
}

function used(): number {
  (globalThis as { gc?: () => void }).gc?.();
  return process.memoryUsage().heapUsed / 1_000_000;
}

void main();
