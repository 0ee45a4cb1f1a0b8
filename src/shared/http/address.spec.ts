import type { IncomingMessage } from 'node:http';
import { addressOf, callerAt, isFromThisMachine, within } from './address';

const request = (remoteAddress: string, forwarded?: string) =>
  ({ socket: { remoteAddress }, headers: forwarded ? { 'x-forwarded-for': forwarded } : {} }) as IncomingMessage;

describe('the address of a request', () => {
  const trusted = within(['10.0.0.0/8', '::1']);

  it.each<[string, string, string | undefined, string]>([
    ['is that of its connection', '203.0.113.7', undefined, '203.0.113.7'],
    [
      'is that of its connection, even if an untrusted header claims another',
      '203.0.113.7',
      '198.51.100.1',
      '203.0.113.7',
    ],
    ['is what a trusted proxy reports', '10.1.2.3', '198.51.100.1', '198.51.100.1'],
    ['is what the last trusted proxy reports', '::1', '192.0.2.9, 198.51.100.1, 10.0.0.2', '198.51.100.1'],
    ['is that of the proxy, if it reports none', '10.1.2.3', undefined, '10.1.2.3'],
    ['is the outermost proxy, if all addresses are proxies', '10.1.2.3', '10.0.0.9', '10.0.0.9'],
  ])('%s', (_what, remote, forwarded, expected) => {
    expect(addressOf(request(remote, forwarded), trusted)).toBe(expected);
  });

  it('recognizes trusted addresses in both notations, and ignores text that is not an address', () => {
    expect(trusted('::ffff:10.0.0.1')).toBe(true);
    expect(trusted('proxy')).toBe(false);
    expect(within([])('10.0.0.1')).toBe(false);
  });
});

describe('a request from this machine', () => {
  it.each<[string, Record<string, string>, boolean]>([
    ['127.0.0.1', { host: 'localhost:4000' }, true],
    ['::1', { host: '[::1]:4000' }, true],
    ['::ffff:127.0.0.1', { host: '127.0.0.1' }, true],
    ['192.0.2.1', { host: 'localhost:4000' }, false],
    ['127.0.0.1', { host: 'trellis.example' }, false],
    ['127.0.0.1', {}, false],
    ['127.0.0.1', { host: 'localhost', 'x-forwarded-for': '192.0.2.1' }, false],
    ['127.0.0.1', { host: 'localhost', 'x-forwarded-host': 'trellis.example' }, false],
    ['127.0.0.1', { host: 'localhost', forwarded: 'for=192.0.2.1' }, false],
  ])('from %s with %j: %s', (address, headers, expected) => {
    expect(isFromThisMachine(address, headers)).toBe(expected);
  });
});

describe('the caller at an address', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::99', '2001:db8:1:2::/64'],
    ['2001:0DB8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['', 'nowhere'],
  ])('%s is %s', (address, caller) => {
    expect(callerAt(address)).toBe(caller);
  });

  it.each([
    ['198.51.100.8:40000', '198.51.100.8'],
    ['[2001:db8:0:2::1]:40001', '2001:db8:0:2::/64'],
    ['[2001:db8:0:2::1]', '2001:db8:0:2::/64'],
    ['::ffff:c633:6401', '198.51.100.1'],
    ['0:0:0:0:0:ffff:198.51.100.1', '198.51.100.1'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['unknown', 'nowhere'],
    ['_hidden', 'nowhere'],
  ])('%s, as proxies write it, is %s', (address, caller) => {
    expect(callerAt(address)).toBe(caller);
    expect(addressOf(request('10.1.2.3', `${address}, 10.0.0.9:443`), within(['10.0.0.0/8']))).not.toContain('10.');
  });
});
