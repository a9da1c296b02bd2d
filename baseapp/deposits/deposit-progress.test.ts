import assert from 'node:assert/strict'
import { test } from 'node:test'
import { depositProgress, explorerLink, shortened } from './deposit-progress.ts'

test('a deposit on its way counts its confirmations, never past what is needed', () => {
  assert.deepEqual(depositProgress({ state: 'submitted', confirmations: 1 }, 3).counted, [1, 3])
  assert.deepEqual(depositProgress({ state: 'submitted', confirmations: 9 }, 3).counted, [3, 3])
  assert.equal(depositProgress({ state: 'submitted', confirmations: 'N/A' }, 3).counted, undefined)
  assert.equal(depositProgress({ state: 'submitted', confirmations: 1 }, undefined).counted, undefined)
})

test('what the exchange does with its own wallets is no concern of the user: his coins are credited', () => {
  for (const state of [
    'accepted',
    'processing',
    'fee_processing',
    'collected',
    'skipped',
    'errored',
  ] as const) {
    assert.deepEqual(depositProgress({ state, confirmations: 9 }, 3), {
      word: 'Credited',
      tone: 'good',
      pending: false,
    })
  }
})

test('only deposits that are on their way are asked about again', () => {
  assert.equal(depositProgress({ state: 'submitted', confirmations: 0 }, 3).pending, true)
  assert.equal(depositProgress({ state: 'rejected', confirmations: 0 }, 3).pending, false)
})

test('an explorer is linked only if it is on the web', () => {
  assert.equal(explorerLink('https://example.org/tx/#{txid}', 'a/b'), 'https://example.org/tx/a%2Fb')
  assert.equal(explorerLink('javascript:alert(1)//#{txid}', 'ab'), undefined)
  assert.equal(explorerLink('javascript:open("https://example.org/#{txid}")', 'ab'), undefined)
  assert.equal(explorerLink('', 'ab'), undefined)
  assert.equal(explorerLink(undefined, 'ab'), undefined)
})

test('a long name keeps both ends', () => {
  assert.equal(shortened('0x52908400098527886E0F7030069857D2E4169EE7'), '0x52908400…169EE7')
  assert.equal(shortened('TID123'), 'TID123')
})
