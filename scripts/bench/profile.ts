import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { WebSocket } from 'ws';
import { root } from './fleet';
import { table } from './report';

/*
 * A CPU profile of the product under load, taken through its inspector, as a table.
 */

interface CpuProfile {
  nodes: {
    id: number;
    callFrame: { functionName: string; url: string; lineNumber: number };
  }[];
  samples: number[];
  timeDeltas: number[];
}

const maxFunctions = 30;
const maxPlaces = 20;
const microsecondsBetweenSamples = 200;

/** Profiles while the work runs; returns two tables: by package or folder, and by function. */
export async function profileDuring(inspector: string, work: () => Promise<void>): Promise<string> {
  const session = await connectTo(inspector);
  await session.send('Profiler.enable');
  await session.send('Profiler.setSamplingInterval', { interval: microsecondsBetweenSamples });
  await session.send('Profiler.start');
  await work();
  const { profile } = (await session.send('Profiler.stop')) as { profile: CpuProfile };
  session.close();
  return tablesOf(profile);
}

async function connectTo(address: string) {
  const socket = new WebSocket(address, { maxPayload: 1 << 30 });
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  const waiting = new Map<number, (result: unknown) => void>();
  socket.on('message', (data: Buffer) => {
    const { id, result } = JSON.parse(data.toString()) as { id?: number; result: unknown };
    if (id !== undefined) waiting.get(id)?.(result);
  });
  let sent = 0;
  return {
    send: (method: string, params: object = {}): Promise<unknown> =>
      new Promise((resolve) => {
        sent += 1;
        waiting.set(sent, resolve);
        socket.send(JSON.stringify({ id: sent, method, params }));
      }),
    close: () => socket.close(),
  };
}

function tablesOf({ nodes, samples, timeDeltas }: CpuProfile): string {
  const byId = new Map(nodes.map((node) => [node.id, node.callFrame]));
  const byFunction = new Map<string, number>();
  const byPlace = new Map<string, number>();
  let busy = 0;
  samples.forEach((id, index) => {
    const { functionName, url, lineNumber } = byId.get(id)!;
    if (functionName === '(idle)') return;
    const time = timeDeltas[index]!;
    const { place, file } = locate(functionName, url);
    const name = url ? `${functionName || '(anonymous)'}  ${file}:${lineNumber + 1}` : functionName;
    busy += time;
    byPlace.set(place, (byPlace.get(place) ?? 0) + time);
    byFunction.set(name, (byFunction.get(name) ?? 0) + time);
  });
  const top = (times: Map<string, number>, most: number) =>
    [...times]
      .sort(([, left], [, right]) => right - left)
      .slice(0, most)
      .map(([name, time]) => [name, `${((100 * time) / busy).toFixed(1)} %`]);
  return [
    table(['where', 'of busy time'], top(byPlace, maxPlaces)),
    '',
    table(['function, by self time', 'of busy time'], top(byFunction, maxFunctions)),
  ].join('\n');
}

/** The package or folder that a function belongs to, and its file. */
function locate(functionName: string, url: string): { place: string; file: string } {
  if (!url) return { place: functionName === '(garbage collector)' ? functionName : 'V8 and system calls', file: '' };
  if (url.startsWith('node:')) return { place: url.split('/')[0]!.replace('node:internal', 'node'), file: url };
  const file = url.startsWith('file:') ? relative(root, fileURLToPath(url)) : relative(root, url);
  const inPackage = /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules\/)/.exec(file);
  if (inPackage) return { place: inPackage[1]!, file: file.slice(file.lastIndexOf('node_modules/') + 13) };
  if (url.startsWith('file:') || url.startsWith('/')) return { place: file.split('/').slice(0, -1).join('/'), file };
  return { place: 'compiled at run time', file: url };
}
