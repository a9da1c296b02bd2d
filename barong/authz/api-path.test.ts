import assert from 'node:assert/strict'
import { test } from 'node:test'
import { routeOf, segmentsOf, type Route } from './api-path.ts'

const cases: [string, Route][] = [
  ['/api/v2/peatio/public/markets', 'open'],
  ['/api/v2/peatio/public', 'open'],
  ['/api/v2/peatio/public/', 'open'],
  ['/api/v2/peatio/public/markets/btcusdt/k-line?period=1', 'open'],
  ['/api/v2/barong/identity/sessions', 'open'],
  ['/api/v2/ranger/public?stream=btcusdt.trades', 'open'],
  ['/api/v2/ranger/private', 'guarded'],
  ['/api/v2/peatio/market/orders', 'guarded'],
  ['/api/v2/barong/resource/users/me', 'guarded'],
  ['/api/v2/unheard/of', 'guarded'],
  ['/api/v2/barong/management', 'blocked'],
  ['/api/v2/barong/management/users/get', 'blocked'],
  ['/api/v2/peatio/management/deposits/new?x=/api/v2/peatio/public', 'blocked'],
  // Prefixes are whole segments.
  ['/api/v2/peatio/publicity', 'guarded'],
  ['/api/v2/barong/identityx/users', 'guarded'],
  ['/api/v2/barong/managementx', 'guarded'],
  // Nothing that could be read in two ways is read at all.
  ['/api/v2/barong//management/users', 'unreadable'],
  ['//api/v2/barong/resource', 'unreadable'],
  ['/api/v2/peatio/public/../management/x', 'unreadable'],
  ['/api/v2/peatio/public/./x', 'unreadable'],
  ['/api/v2/peatio/public/..', 'unreadable'],
  ['/api/v2/peatio/public/.../x', 'unreadable'],
  ['/api/v2/peatio/public/%2e%2e/management', 'unreadable'],
  ['/api/v2/peatio%2fmanagement', 'unreadable'],
  ['/api/v2/peatio/public%2f..%2fmanagement', 'unreadable'],
  ['/api/v2/peatio/%6danagement', 'unreadable'],
  ['/%61pi/v2/peatio/management', 'unreadable'],
  ['/api/v2/peatio/public;/../management', 'unreadable'],
  ['/api/v2/peatio/management;x', 'unreadable'],
  ['/api/v2/peatio\\management', 'unreadable'],
  ['/api/v2/Peatio/Management', 'unreadable'],
  ['/API/v2/peatio/public', 'unreadable'],
  ['/api/v2/peatio/PUBLIC/markets', 'unreadable'],
  ['http://x/api/v2/peatio/public', 'unreadable'],
  ['/api/v2/peatio/public/a b', 'unreadable'],
  ['/api/v2/peatio/public/\u0000', 'unreadable'],
  ['/api/v2/peatio/public/ä', 'unreadable'],
  ['/api/v2/peatio/public/#x', 'unreadable'],
  ['/api/v2', 'unreadable'],
  ['/api/v2/', 'unreadable'],
  ['/api/v1/peatio/public', 'unreadable'],
  ['', 'unreadable'],
]
for (const [url, route] of cases) {
  test(`${JSON.stringify(url)} is ${route}`, () => assert.equal(routeOf(segmentsOf(url)), route))
}
