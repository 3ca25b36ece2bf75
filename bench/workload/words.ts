/** What the made-up suite is about. */

type Words = readonly [string, ...string[]];

/** Real classnames are long: about 80 characters with their package. */
export const ROOT_PACKAGE = 'platform_integration_tests.backend';

export const PACKAGES: Words = [
  'api.orders',
  'api.sessions',
  'billing.invoices',
  'billing.refunds',
  'catalog',
  'storage.blobs',
  'storage.replication',
  'scheduler.jobs',
  'scheduler.leases',
  'ui.checkout',
];

export const SUBJECTS: Words = [
  'cart',
  'invoice',
  'session',
  'upload',
  'replica',
  'lease',
  'cursor',
  'webhook',
  'price_list',
  'audit_log',
  'rate_limit',
  'coupon',
  'shard',
];

export const ACTIONS: Words = [
  'is_created',
  'expires',
  'is_rejected',
  'survives_restart',
  'is_replayed',
  'keeps_its_order',
  'is_merged',
  'times_out',
];

export const CONDITIONS: Words = [
  'when_empty',
  'under_load',
  'without_token',
  'after_failover',
  'with_clock_skew',
  'for_two_tenants',
  'on_slow_disk',
  'with_duplicate_key',
  'beyond_the_quota',
];

/** Parameters in UTF-8 of two, three and four bytes, joined emoji and right-to-left script. */
export const FOREIGN_PARAMETERS: Words = [
  'Übergröße',
  'crème-brûlée',
  'Ελλάδα',
  'привет',
  'שלום',
  '東京都',
  '한국어',
  '🧪-🔥',
  '👨‍👩‍👧',
];

/** Parameters as they stand in an attribute. */
export const ENTITY_PARAMETERS: Words = [
  'x&lt;=y',
  'salt&amp;pepper',
  'say &quot;no&quot;',
  'isn&apos;t',
  'a-&gt;b',
  '&#163;12',
  '&#x1F9EA;',
];

export const EXCEPTIONS: Words = [
  'AssertionError',
  'TimeoutError',
  'ConnectionResetError',
  'sqlalchemy.exc.OperationalError',
  'botocore.exceptions.ClientError',
  'LookupError',
];

export const LOGGERS: Words = ['app.http', 'app.db.pool', 'app.queue', 'boto.retry', 'tests.conftest'];

/** With characters that need escaping and some that need more than one byte. */
export const EVENTS: Words = [
  'request <POST /v2/orders> accepted',
  'lease renewed & stored',
  'retry in 250 ms',
  'payload {"sku": "A-17", "qty": 3}',
  'connection returned to pool',
  'replica lag 12 ms → ok',
  'Temperatur 21 °C',
];
