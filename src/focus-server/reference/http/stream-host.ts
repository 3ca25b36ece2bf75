/** The host that `stream_url` names: one by which this client reaches the server. */
import { isIPv4, isIPv6 } from 'node:net';
import { writeHost } from '../../../kit/tcp.ts';
import type { HttpRequest } from './request.ts';

const EVERYWHERE = new Set(['0.0.0.0', '::']);
const LONGEST_NAME = 253;
const NAME = /^[a-z\d_](?:[a-z\d_-]{0,61}[a-z\d_])?(?:\.[a-z\d_](?:[a-z\d_-]{0,61}[a-z\d_])?)*$/i;
const ADDRESS = /^(?:\[(?<v6>[\da-f:.]+)\]|(?<name>[^:[\]]+))(?::\d{1,5})?$/i;

/**
 * `listening`: the address the server listens on. When it is every address, the client's own word for the server counts,
 * because a proxy in front of it, our own included, shows only its own way here. Brackets around IPv6.
 */
export function writeStreamHost(
  listening: string,
  { headers, localAddress }: Pick<HttpRequest, 'headers' | 'localAddress'>,
): string {
  if (!EVERYWHERE.has(listening)) return writeHost(listening);
  return writeHost(readHostHeader(headers.host ?? '') ?? localAddress.replace(/^::ffff:/, ''));
}

/** null when it names no host: anybody may send anything, and it would go into the answer. */
function readHostHeader(text: string): string | null {
  const { v6, name } = ADDRESS.exec(text)?.groups ?? {};
  if (v6 !== undefined) return isIPv6(v6) ? v6 : null;
  if (name === undefined || name.length > LONGEST_NAME) return null;
  const isNumeric = /^[\d.]+$/.test(name);
  return (isNumeric ? isIPv4(name) : NAME.test(name)) ? name : null;
}
