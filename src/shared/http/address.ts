import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';

/** A test whether an address is one of the given addresses or networks. */
export function within(networks: readonly string[]): (address: string) => boolean {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', bits] = network.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return (address) => isIP(address) !== 0 && list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

const isLoopback = within(['127.0.0.0/8', '::1', '::ffff:127.0.0.0/104']);

/**
 * Whether the request comes from this machine. One through a local proxy does not, nor one from a page of another host
 * whose name resolves to this machine.
 */
export function isFromThisMachine(address: string, headers: IncomingHttpHeaders): boolean {
  if (headers.forwarded !== undefined || Object.keys(headers).some((name) => name.startsWith('x-forwarded-')))
    return false;
  const host = (headers.host ?? '').replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1');
  return isLoopback(address) && (host === 'localhost' || isLoopback(host));
}

/** The client's address: the nearest one that is not a trusted proxy. */
export function addressOf(request: IncomingMessage, isTrusted: (address: string) => boolean): string {
  const forwarded = [request.headers['x-forwarded-for'] ?? []].flat().join(',').split(',');
  const hops = [request.socket.remoteAddress ?? '', ...forwarded.map(bareAddress).reverse()];
  const known = hops.filter((hop) => hop !== '');
  return known.find((hop) => !isTrusted(hop)) ?? known.at(-1) ?? '';
}

/** An address without the brackets and the port that some proxies add. */
export function bareAddress(hop: string): string {
  const text = hop.trim();
  const bracketed = /^\[([^\]]*)\]/.exec(text)?.[1];
  if (bracketed !== undefined) return bracketed;
  return /^[\d.]+:\d+$/.test(text) ? text.slice(0, text.indexOf(':')) : text;
}

/**
 * The caller behind an address: an IPv4 address, also if mapped into IPv6, or a whole IPv6 /64, which one household
 * has. All invalid addresses are one caller, so that inventing more gains nothing.
 */
export function callerAt(address: string): string {
  if (isIP(address) === 4) return address;
  const bare = bareAddress(address);
  const family = isIP(bare);
  if (family === 4) return bare;
  if (family !== 6) return 'nowhere';
  const groups = groupsOf(bare);
  const [high, low] = groups.slice(6) as [number, number];
  if (groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff)
    return [high >> 8, high & 255, low >> 8, low & 255].join('.');
  return `${groups
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(':')}::/64`;
}

/** The eight groups of an IPv6 address in any notation. */
function groupsOf(address: string): number[] {
  const [text = ''] = address.split('%');
  const numbers = (part: string) =>
    part === ''
      ? []
      : part.split(':').flatMap((group) => {
          if (!group.includes('.')) return [parseInt(group, 16)];
          const [a = 0, b = 0, c = 0, d = 0] = group.split('.').map(Number);
          return [a * 256 + b, c * 256 + d];
        });
  const [head = '', tail] = text.split('::');
  const [first, last] = [numbers(head), numbers(tail ?? '')];
  return [...first, ...Array.from({ length: 8 - first.length - last.length }, () => 0), ...last];
}
