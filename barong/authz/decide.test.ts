import assert from 'node:assert/strict'
import { test } from 'node:test'
import { routeOf, segmentsOf } from './api-path.ts'
import {
  decide,
  type CookieFacts,
  type Facts,
  type KeyFacts,
  type Permission,
  type Verdict,
} from './decide.ts'

const row = (action: Permission['action'], verb: string, path: string): Permission => ({
  action,
  verb,
  path: path.split('/'),
})
const member = [
  row('ACCEPT', 'ALL', 'api/v2/peatio/market'),
  row('ACCEPT', 'GET', 'api/v2/ranger'),
  row('ACCEPT', 'ALL', 'api/v2/barong/resource'),
]
const cookie: CookieFacts = { kind: 'cookie', csrf: 'matches', session: { bound: true } }
const anonymous: CookieFacts = { kind: 'cookie', csrf: 'absent', session: undefined }
const key: KeyFacts = { kind: 'api_key', complete: true, key: { active: true }, nonce: 'fresh', signed: true }
const active = { state: 'active', otp: true }

type Given = Partial<Omit<Facts, 'route' | 'path'>> & { url?: string }
function verdict({ url = '/api/v2/peatio/market/orders', ...given }: Given): string {
  const path = segmentsOf(url)
  const base = { method: 'GET', foreignOrigin: false, credentials: cookie, user: active, permissions: member }
  const said: Verdict = decide({ ...base, ...given, route: routeOf(path), path: path ?? [] })
  if ('allow' in said) return said.allow
  return `${said.status} ${said.deny.replace('authz.', '')}${said.endSession ? ' and ends the session' : ''}`
}

const management = '/api/v2/peatio/management/deposits/new'
const open = '/api/v2/barong/identity/sessions'
const superadmin = [row('ACCEPT', 'ALL', 'api/v2')]
const banned = { state: 'banned', otp: true }
const nobody = { user: undefined, permissions: [] }

const cases: [string, Given, string][] = [
  ['a session', {}, 'user'],
  ['a pending user', { user: { state: 'pending', otp: false } }, 'user'],
  ['a key', { credentials: key }, 'user'],
  ['a key that changes something needs no CSRF token', { credentials: key, method: 'POST' }, 'user'],
  ['a public path', { url: open, method: 'POST', credentials: anonymous, ...nobody }, 'anyone'],
  [
    'a public path with a bad key is still public',
    { url: open, credentials: { ...key, signed: false } },
    'anyone',
  ],

  [
    'management is closed to a superadmin',
    { url: management, permissions: superadmin },
    '401 permission_denied',
  ],
  ['management is closed to a key', { url: management, credentials: key }, '401 permission_denied'],
  [
    'a path read in two ways',
    { url: '/api/v2//peatio/market', permissions: superadmin },
    '401 permission_denied',
  ],
  ['another site, signed in', { method: 'POST', foreignOrigin: true }, '401 csrf_token_mismatch'],
  ['another site, signing in', { url: open, method: 'POST', foreignOrigin: true }, '401 csrf_token_mismatch'],

  ['nobody reads', { credentials: anonymous, ...nobody }, '401 invalid_session'],
  ['nobody changes', { credentials: anonymous, ...nobody, method: 'POST' }, '401 missing_csrf_token'],
  [
    'nobody changes, with a token',
    { credentials: { ...anonymous, csrf: 'differs' }, ...nobody, method: 'DELETE' },
    '401 csrf_token_mismatch',
  ],
  ['no credentials were looked at', { credentials: undefined, ...nobody }, '401 invalid_session'],
  ['a session without a token reads', { credentials: { ...cookie, csrf: 'absent' } }, 'user'],
  ...['POST', 'PUT', 'PATCH', 'DELETE', 'TRACE'].map((method): [string, Given, string] => [
    `a session without a token sends ${method}`,
    { credentials: { ...cookie, csrf: 'absent' }, method },
    '401 missing_csrf_token',
  ]),
  [
    'a wrong token is told before a wrong browser',
    { credentials: { ...cookie, csrf: 'differs', session: { bound: false } }, method: 'PUT' },
    '401 csrf_token_mismatch',
  ],
  [
    'another browser or network, or too late',
    { credentials: { ...cookie, session: { bound: false } } },
    '401 client_session_mismatch and ends the session',
  ],
  [
    'a stolen cookie of a banned user tells nothing of him',
    { credentials: { ...cookie, session: { bound: false } }, user: banned },
    '401 client_session_mismatch and ends the session',
  ],
  ['a banned user', { user: banned }, '401 user_not_active'],
  ['a user of an unknown state', { user: { state: 'odd', otp: true } }, '401 user_not_active'],
  ['a session whose user is gone', { user: undefined }, '401 invalid_session'],

  ['a key without all headers', { credentials: { ...key, complete: false } }, '422 invalid_api_key_headers'],
  ['an unknown key', { credentials: { ...key, key: undefined } }, '401 unexistent_apikey'],
  ['a nonce that is no time', { credentials: { ...key, nonce: 'no_time' } }, '401 nonce_not_valid_timestamp'],
  [
    'an old nonce is told before a wrong signature',
    { credentials: { ...key, nonce: 'out_of_window', signed: false } },
    '401 nonce_expired',
  ],
  ['a wrong signature', { credentials: { ...key, signed: false } }, '401 invalid_signature'],
  ['a replay', { credentials: { ...key, nonce: 'used' } }, '401 nonce_expired'],
  ['a key that is off', { credentials: { ...key, key: { active: false } } }, '401 apikey_not_active'],
  [
    'only who has the secret learns that a key is off',
    { credentials: { ...key, key: { active: false }, signed: false } },
    '401 invalid_signature',
  ],
  ['a key of a banned user', { credentials: key, user: banned }, '401 invalid_session'],
  [
    'a key of a user without a second factor',
    { credentials: key, user: { state: 'active', otp: false } },
    '401 disabled_2fa',
  ],

  ['a path that the role has no row for', { url: '/api/v2/peatio/admin/markets' }, '401 invalid_permission'],
  ['no rows at all', { permissions: [] }, '401 invalid_permission'],
  ['another verb than the row', { url: '/api/v2/ranger/private', method: 'POST' }, '401 invalid_permission'],
  ['HEAD is permitted where GET is', { url: '/api/v2/ranger/private', method: 'HEAD' }, 'user'],
  ['a row for whole segments only', { url: '/api/v2/peatio/marketing' }, '401 invalid_permission'],
  [
    'a DROP wins over a more exact ACCEPT',
    { permissions: [row('DROP', 'ALL', 'api/v2/peatio'), ...member] },
    '401 invalid_permission',
  ],
  [
    'a DROP of another verb does not matter',
    { permissions: [row('DROP', 'POST', 'api/v2/peatio'), ...member] },
    'user',
  ],
  ['AUDIT alone permits nothing', { permissions: [row('AUDIT', 'ALL', 'api/v2')] }, '401 invalid_permission'],
  ['AUDIT does not forbid', { permissions: [row('AUDIT', 'ALL', 'api/v2'), ...member] }, 'user'],
  ['a superadmin anywhere below api/v2', { permissions: superadmin, url: '/api/v2/peatio/admin/x' }, 'user'],
]
for (const [name, given, expected] of cases) {
  test(`${name}: ${expected}`, () => assert.equal(verdict(given), expected))
}
