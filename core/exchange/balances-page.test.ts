import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AccountId, TimeMs } from '../units/index.ts'
import { bookScene, btc, btcusdt, run, whole } from './books-scene.ts'
import {
  balancesOf,
  balancesPage,
  decide,
  evolveAll,
  restore,
  serialize,
  type PlaceOrder,
  type State,
} from './index.ts'

const now = 1 as TimeMs
const offer = (account: AccountId, count: number): PlaceOrder =>
  ({
    ...{ kind: 'place_order', account, uuid: `offer-${count}`, market: btcusdt },
    ...{ side: 'sell', type: 'limit', limit: 2_000 + count, quantity: 1_000_000 },
  }) as PlaceOrder

/** The same, by walking through all accounts: those on the page, and where the next one begins. */
function pageNaively(state: State, from: number, limit: number) {
  const accounts = [...state.ledger.accounts.keys()]
  const page: AccountId[] = []
  let cost = 0
  for (const [place, account] of accounts.entries()) {
    if (place < from || cost >= limit) continue
    page.push(account)
    cost += 1 + balancesOf(state, account).length
    for (const { orders } of state.traders.get(account)?.seats ?? []) cost += orders.length
  }
  const lines = page
    .flatMap((account) => balancesOf(state, account))
    .filter(({ posted, held }) => posted !== 0n || held !== 0n)
  const next = from + page.length
  return { lines, next: next < accounts.length ? next : null }
}

/** So many users, some of whom have orders. */
function crowdedScene(others: number): State {
  const state = bookScene()
  for (let count = 0; count < others; count++) {
    const account = `IDP${count}` as AccountId
    const sum = whole(1 + (count % 3))
    run(state, { kind: 'credit_deposit', account, asset: btc, sum, reference: `P${count}` })
    if (count % 4 === 0) {
      const decision = decide(state, offer(account, count), now)
      assert.ok('events' in decision)
      evolveAll(state, decision.events, now)
    }
  }
  return state
}

test('pages of any size are those of a walk through all accounts, and each promise stands beside its hold', () => {
  const state = crowdedScene(40)
  run(state, {
    ...{ kind: 'hold_withdrawal', withdrawal: 'W2', account: 'IDP7' as AccountId },
    ...{ asset: btc, sum: whole(1), fee: whole(0) },
  })
  // Also after a restart, in whatever order it opens accounts.
  for (const again of [state, restore(serialize(state))]) {
    for (const limit of [1, 2, 5, 17, 1_000]) {
      for (let from: number | null = 0; from !== null;) {
        const page = balancesPage(again, { from, limit })
        const expected = pageNaively(again, from, limit)
        assert.deepEqual(
          page.lines.map(({ promised: _, ...line }) => line),
          expected.lines,
        )
        assert.ok(page.lines.every(({ held, promised }) => held === promised))
        assert.equal(page.next, expected.next)
        from = page.next
      }
    }
  }
  assert.deepEqual(balancesPage(state, { from: 10_000, limit: 5 }), { lines: [], next: null })
})

test('a page begins where it begins: nobody before it or behind it is looked at', () => {
  const state = crowdedScene(500)
  const looked: number[] = []
  const watched = new Proxy(state.ledger.opened, {
    get(accounts, name) {
      if (typeof name === 'string' && /^\d+$/.test(name)) looked.push(Number(name))
      else assert.equal(name, 'length', 'and the list is not walked through')
      return Reflect.get(accounts, name) as unknown
    },
  })
  // Whoever walks through the accounts by name finds nobody.
  const ledger = { ...state.ledger, opened: watched, accounts: new Map<never, never>() }
  const page = balancesPage({ ...state, ledger }, { from: 480, limit: 4 })
  const names = [...state.ledger.accounts.keys()].slice(480, 482)
  assert.deepEqual(
    page.lines.map(({ account }) => account),
    names,
  )
  assert.deepEqual(looked, [480, 481])
  assert.equal(page.next, 482)
})
