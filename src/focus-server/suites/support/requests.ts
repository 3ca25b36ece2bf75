/** Bodies of POST /configure, valid unless something is changed. */
export interface ConfigureFields {
  readonly displayTimeAxisDuration?: unknown;
  readonly nfftSelection?: unknown;
  readonly displayInfo?: unknown;
  readonly channels?: unknown;
  readonly frequencyRange?: unknown;
  readonly start_time?: unknown;
  readonly end_time?: unknown;
  readonly view_type?: unknown;
}

/** Rows come ten a second. */
const LIVE: ConfigureFields = {
  displayTimeAxisDuration: 10,
  nfftSelection: 1024,
  displayInfo: { height: 100 },
  channels: { min: 1, max: 50 },
  frequencyRange: { min: 0, max: 500 },
  start_time: null,
  end_time: null,
  view_type: '0',
};

export function liveRequest(changes: ConfigureFields = {}): ConfigureFields {
  return { ...LIVE, ...changes };
}

/** Epoch seconds. */
export interface HistoricRange {
  readonly start: number;
  readonly end: number;
}

export function historicRequest(range: HistoricRange, changes: ConfigureFields = {}): ConfigureFields {
  return { ...LIVE, start_time: range.start, end_time: range.end, ...changes };
}

export function waterfallRequest(changes: ConfigureFields = {}): ConfigureFields {
  const { displayInfo, channels, start_time, end_time } = LIVE;
  return { displayInfo, channels, start_time, end_time, view_type: '2', ...changes };
}

export function without(body: ConfigureFields, field: string): ConfigureFields {
  return Object.fromEntries(Object.entries(body).filter(([name]) => name !== field));
}
