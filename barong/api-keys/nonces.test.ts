import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createNonces, nonceTime } from './nonces.ts'

const windowMs = 5_000
const start = 1_600_000_000_000

function open(marks = new Map<string, number>()) {
  const time = { now: start }
  const written: [string, number][] = []
  const nonces = createNonces({
    clock: () => time.now,
    windowMs,
    marks,
    keepMark: (kid, mark) => Promise.resolve(void written.push([kid, mark])),
  })
  const use = (kid: string, nonce: string) => nonces.use(kid, nonce, nonceTime(nonce))
  return { time, nonces, use, written }
}

const readings: [string, number][] = [
  ['1584524005143', 1_584_524_005_143],
  ['1584524005143-2', 1_584_524_005_143],
  [' 12abc', 12],
  ['abc', 0],
  ['-5', 0],
  ['0', 0],
  ['', 0],
  ['1e3', 1],
  ['1'.repeat(17), 0],
]
for (const [nonce, time] of readings) {
  test(`${JSON.stringify(nonce)} reads as ${time}`, () => assert.equal(nonceTime(nonce), time))
}

test('the window is open on both sides, and closed at its edges', () => {
  const { nonces, time } = open()
  time.now = start + 60_000
  const inWindow = (off: number) => nonces.inWindow('a', time.now + off)
  assert.deepEqual([-5000, -4999, 0, 4999, 5000].map(inWindow), [false, true, true, true, false])
})

test('a nonce from before the start of the process is refused, however young', () => {
  const { nonces, time } = open()
  time.now = start + 100
  assert.equal(nonces.inWindow('a', start - 1), false)
  assert.equal(nonces.inWindow('a', start), true)
})

test('a pair is used once, other nonces and other keys pass', async () => {
  const { use, time } = open()
  time.now = start + 1000
  const at = String(time.now)
  const uses = [use('a', at), use('a', at), use('b', at), use('a', `${at}-2`)]
  assert.deepEqual(await Promise.all(uses), [true, false, true, true])
})

test('a clock that was set forward and back does not admit a pair again', async () => {
  const { use, nonces, time } = open()
  time.now = start + 60_000
  const first = time.now
  assert.equal(await use('a', String(first)), true)
  time.now += 20_000
  assert.equal(await use('a', String(time.now)), true)
  time.now = first
  assert.equal(nonces.inWindow('a', first) && (await use('a', String(first))), false)
  time.now += 1_000
  assert.equal(nonces.inWindow('a', time.now) && (await use('a', String(time.now))), true, 'later ones pass')
})

test('a pair is remembered until its nonce leaves the window, also one from the future', async () => {
  for (const off of [-4_999, -1, 0, 1, 4_999]) {
    const { use, nonces, time } = open()
    time.now = start + 60_000
    const nonce = time.now + off
    assert.equal(await use('a', String(nonce)), true)
    for (; nonces.inWindow('a', nonce); time.now += 100) {
      await use('b', String(time.now))
      assert.equal(
        await use('a', String(nonce)),
        false,
        `${off} ms off, ${time.now - start - 60_000} ms later`,
      )
    }
  }
})

test('what was used before a restart is refused after it', async () => {
  for (const off of [-4_000, 0, 1, 3_000, 4_999]) {
    const first = open()
    first.time.now = start + 60_000
    const nonce = first.time.now + off
    assert.equal(await first.use('a', String(nonce)), true)
    const marks = new Map(first.written)
    const time = { now: first.time.now + 1 }
    const second = createNonces({ clock: () => time.now, windowMs, marks, keepMark: () => Promise.resolve() })
    for (; time.now < nonce + windowMs; time.now += 100) {
      assert.equal(second.inWindow('a', nonce), false, `${off} ms off`)
    }
  }
})

test('a clock that is ahead writes a mark every two seconds, one that is right writes none', async () => {
  const { use, written, time } = open()
  for (let i = 0; i < 100; i++) {
    time.now += 100
    await use('right', String(time.now))
    await use('ahead', String(time.now + 500))
  }
  assert.equal(written.filter(([kid]) => kid === 'right').length, 0)
  assert.ok(written.length >= 4 && written.length <= 6, `${written.length} marks in ten seconds`)
})
