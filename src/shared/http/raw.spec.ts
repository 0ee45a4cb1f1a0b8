import { EventEmitter } from 'node:events';
import type { Server } from 'node:http';
import { PassThrough } from 'node:stream';
import { pino } from 'pino';
import { onUpgrade } from './raw';

it('ends the socket of a failed upgrade, logs the error, and affects nothing else', () => {
  const server = new EventEmitter();
  const log = pino({ enabled: false });
  const logged = jest.spyOn(log, 'error');
  const error = new Error('unforeseen');
  onUpgrade(server as Server, '/graphql', log, () => {
    throw error;
  });
  const socket = new PassThrough();
  server.emit('upgrade', { url: '/graphql' }, socket, Buffer.alloc(0));
  expect(socket.destroyed).toBe(true);
  expect(logged).toHaveBeenCalledWith({ err: error }, 'an upgrade failed');
});
