import { describe, expect, it } from 'vitest';
import {
  maskMongoUri,
  readMongoUri,
  UnusableMongoUri,
} from '../../../src/focus-server/reference/mongo-address.ts';

const PROXY = { host: '127.0.0.1', port: 5 };

describe('readMongoUri', () => {
  it.each([
    ['mongodb://db', 'db', 27_017, 'mongodb://127.0.0.1:5/?directConnection=true'],
    ['mongodb://db.test:1/prisma', 'db.test', 1, 'mongodb://127.0.0.1:5/prisma?directConnection=true'],
    [
      'mongodb://u:p%40ss@db:1/x?tls=true&replicaSet=rs0&directConnection=false',
      'db',
      1,
      'mongodb://u:p%40ss@127.0.0.1:5/x?tls=true&directConnection=true',
    ],
    ['mongodb://[::1]:9/', '::1', 9, 'mongodb://127.0.0.1:5/?directConnection=true'],
  ])('%s leads through the proxy', (uri, host, port, through) => {
    const address = readMongoUri(uri);
    expect([address.host, address.port, address.through(PROXY)]).toEqual([host, port, through]);
  });

  it('writes an IPv6 proxy in brackets', () => {
    expect(readMongoUri('mongodb://db').through({ host: '::1', port: 5 })).toContain('//[::1]:5/');
  });

  it.each([
    'mongodb+srv://user:secret@db.test/',
    'mongodb://user:secret@a,b/',
    'mongodb://user:secret@db:0/',
    'mongodb://user:secret@db:65536/',
    'http://user:secret@db/',
    '',
  ])('refuses %s and keeps its secret', (uri) => {
    let message = '';
    try {
      readMongoUri(uri);
    } catch (error) {
      expect(error).toBeInstanceOf(UnusableMongoUri);
      message = String(error);
    }
    expect(message).toMatch(/with one host/);
    expect(message).not.toContain('secret');
  });
});

describe('maskMongoUri', () => {
  it.each([
    ['mongodb://u:p@db:1/x?authSource=admin', 'mongodb://***@db:1/x'],
    ['mongodb+srv://u:p%40@x@db/', 'mongodb+srv://***@db/'],
    ['mongodb://db:1/', 'mongodb://db:1/'],
  ])('shows %s without login and options', (uri, shown) => {
    expect(maskMongoUri(uri)).toBe(shown);
  });
});
