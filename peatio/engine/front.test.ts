import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Sequence } from '../../core/units/index.ts'
import { Front } from './front.ts'
import { readSubmissions } from './message-codec.ts'
import type { ToBack, ToFront } from './messages.ts'
import { engineDefaults } from './options.ts'
import { cancel, quiet } from './trading-leader.ts'

const none = new Uint8Array(0)
const nothingDone: ToFront = {
  kind: 'done',
  ids: new Float64Array(0),
  answers: none,
  first: 0,
  count: 0,
  lines: none,
  views: none,
  reads: [],
}

/** A front whose back is the test: `turn` ends a turn, `keys` says which commands each message brought. */
function openFront(heldTogether: number) {
  const sent: ToBack[] = []
  const waiting: (() => void)[] = []
  const front = new Front({
    recovered: {
      sequence: 0,
      epoch: 1,
      first: 1 as Sequence,
      snapshot: 0,
      replayed: 0,
      behind: 0,
      torn: null,
    },
    options: engineDefaults,
    log: quiet,
    heldTogether,
    send: (message) => void sent.push(message),
    schedule: (work) => void waiting.push(work),
    openBackfill: () => assert.fail('nobody reads'),
    onStopped: () => {},
    onConsumerFault: () => {},
  })
  return {
    front,
    ask: (key: string) => void front.submit(cancel(key, 'nothing')).catch(() => {}),
    turn: () => waiting.splice(0).forEach((work) => work()),
    keys: () =>
      sent.map((message) =>
        message.kind === 'work'
          ? readSubmissions(message.submissions)
              .map(([, { key }]) => key)
              .join()
          : message.kind,
      ),
  }
}

test('a few calls wait together for what the engine is at; many, or a free engine, wait for nothing', () => {
  const { front, ask, turn, keys } = openFront(3)
  ask('a')
  turn()
  assert.deepEqual(keys(), ['a'])
  ask('b')
  turn()
  ask('c')
  turn()
  assert.deepEqual(keys(), ['a'], 'two are few')
  ask('d')
  turn()
  assert.deepEqual(keys(), ['a', 'b,c,d'], 'three are many')
  ask('e')
  turn()
  front.receive(nothingDone)
  turn()
  assert.deepEqual(keys(), ['a', 'b,c,d', 'e'])
  front.receive(nothingDone)
  turn()
  ask('f')
  turn()
  assert.deepEqual(keys(), ['a', 'b,c,d', 'e', 'f'], 'nothing is outstanding')
})

test('what waits is sent before the engine is closed, and a confirmation alone keeps nobody waiting', () => {
  const { front, ask, turn, keys } = openFront(3)
  front.confirm('reader', 1 as never)
  turn()
  ask('a')
  turn()
  ask('b')
  turn()
  assert.deepEqual(keys(), ['', 'a'])
  void front.close()
  assert.deepEqual(keys(), ['', 'a', 'b', 'close'])
})
