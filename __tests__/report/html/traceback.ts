/** A failure text as pytest writes it: what varies between iterations varies here. */
export interface Traceback {
  readonly message: string;
  readonly frame: number;
  readonly iteration: number;
}

export function writeTraceback({ message, frame, iteration }: Traceback): string {
  return [
    `self = <tests.live.test_stream.TestStream object at 0x7f${(frame * 65_537).toString(16)}>`,
    `live_server = LiveServer(host='focus-server', port=${5000 + iteration})`,
    '',
    '    def test_survives_restart(self, live_server):',
    '        stream = live_server.open_stream(channel=12, window_ms=250)',
    '        live_server.restart(grace=0.2)',
    ...Array.from(
      { length: 14 },
      (_, line) => `        stream.advance(${line})  # keeps the heartbeat alive while the server comes back`,
    ),
    `>       frame = stream.wait_for_frame(${frame}, timeout=0.25)`,
    '',
    'tests/live/test_stream.py:128: ',
    '_ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _',
    '',
    'focus/client.py:214: in wait_for_frame',
    '    raise AssertionError(f"expected frame {number} after {ms} ms, last frame was {self.last}")',
    `E   ${message}`,
    ...(iteration % 2 === 0 ? ['E   +  where last = <Frame 41 gap=True>'] : []),
    '',
    `focus/client.py:219: ${message.split(':')[0]}`,
    '----------------------------- Captured log call -----------------------------',
    `WARNING  focus.client:client.py:88 reconnect ${iteration} of 3 after 0.${iteration}12 s`,
  ].join('\n');
}
