/** Where a MongoDB is, and how the server reaches it through a proxy. */
import { writeHost } from '../../kit/tcp.ts';

export interface MongoAddress {
  /** Also the name that a certificate of this server must have. */
  readonly host: string;
  readonly port: number;
  /** The same URI with the proxy in place of the host. */
  through(proxy: { readonly host: string; readonly port: number }): string;
}

/** The URI cannot be reached through one proxy; the message never holds it. */
export class UnusableMongoUri extends Error {
  override name = 'UnusableMongoUri';
}

const DEFAULT_PORT = 27_017;
const URI =
  /^mongodb:\/\/(?:(?<user>[^@/?]*)@)?(?<host>\[[\da-fA-F:.]+\]|[^:@/?,[\]]+)(?::(?<port>\d{1,5}))?(?<path>\/[^?]*)?(?:\?(?<query>.*))?$/;

/** Throws UnusableMongoUri unless the URI names exactly one host: faults need one connection to act on. */
export function readMongoUri(uri: string): MongoAddress {
  const parts = URI.exec(uri)?.groups;
  const port = Number(parts?.['port'] ?? DEFAULT_PORT);
  if (parts === undefined || port < 1 || port > 65_535) {
    throw new UnusableMongoUri(
      'the URI of the catalogue must have the form mongodb://[user:password@]host[:port][/database][?options], with one host',
    );
  }
  const { user, host = '', path = '/', query } = parts;
  const login = user === undefined ? '' : `${user}@`;
  // Without it the driver would ask the server for its other addresses and go around the proxy.
  const options = [...(query ?? '').split('&'), 'directConnection=true'].filter(isKept).join('&');
  return {
    host: host.replaceAll(/[[\]]/g, ''),
    port,
    through: (proxy) => `mongodb://${login}${writeHost(proxy.host)}:${proxy.port}${path}?${options}`,
  };
}

function isKept(option: string): boolean {
  return option !== '' && !/^(?:replicaSet|loadBalanced)=|^directConnection=false/i.test(option);
}

/** For people: without login and options. */
export function maskMongoUri(uri: string): string {
  return uri.replace(/^(mongodb(?:\+srv)?:\/\/).*@/s, '$1***@').replace(/\?.*$/s, '');
}
