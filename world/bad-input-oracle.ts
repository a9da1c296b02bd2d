import { documentedKeys } from './bad-input-keys.ts'
import type { Attempt } from './bad-input-requests.ts'

/** Any text is fine there, within bounds and rules that the endpoint's own tests know. */
const free = new Set(
  `search[code] search[name] search[base_code] search[quote_code] search[base_name] search[quote_name]
  search[currency_code] search[currency_name] group kyc_level txid username refid data email password
  new_password old_password confirm_password token reset_password_token otp_code totp_code code key value scope
  kid start_time end_time id address algorithm subject reason name
  uid rid reference_type account description username_or_uid receiving_member_uid category recipient role`.split(
    /\s+/,
  ),
)
/** Words that are as good as the sound one. */
const alsoGood: Record<string, RegExp> = {
  nonzero: /^(true|false|0|1)$/,
  client_order_id: /^[A-Za-z0-9][A-Za-z0-9._:@-]{0,63}$/,
  stop_client_order_id: /^[A-Za-z0-9][A-Za-z0-9._:@-]{0,63}$/,
  post_only: /^(true|false|0|1)$/,
  allowed: /^(true|false|0|1)$/,
  from: /^\d{1,11}$/,
  to: /^\d{1,11}$/,
  market_id: /^any$/,
  at: /^\d{1,11}$/,
}
const lists = new Set(['market', 'state'])

const integer = /^-?\d{1,15}$/
const sum = /^\d{1,20}(\.\d{1,18})?$/

/**
 * Whether a value is wrong beyond doubt, judged by what the reference says that the parameter is: a number, one of
 * some words, or text. Not every bad value is (a label may be called `NaN`); those are only not to do any harm.
 */
export function isWrong({ subject, param, given }: Attempt): boolean {
  if ('query' in given) return isWrongRepetition(subject.name, param, given.query)
  const value: unknown = 'json' in given ? JSON.parse(given.json) : given.text
  if (value === null) return false
  if (typeof value === 'boolean') return !['nonzero', 'post_only', 'allowed'].includes(param)
  // A batch of what are no orders is a batch: each is refused in its place.
  if (param === 'orders' && Array.isArray(value)) return !value.every(isObject) || value.length === 0
  if (Array.isArray(value) && lists.has(param) && subject.endpoint.method === 'GET') return false
  if (typeof value !== 'string' && typeof value !== 'number') return true
  return isWrongText(String(value), { subject, param })
}

const isObject = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value)

function isWrongText(text: string, { subject, param }: Pick<Attempt, 'subject' | 'param'>): boolean {
  // An empty name in a path is no name: the address of the list.
  if (text === '' && subject.endpoint.path.includes(`/:${param}`)) return false
  // A date is whatever a date parser reads.
  if (text.includes('\0')) return !param.endsWith('_time')
  const keys = [...documentedKeys(subject.name, param)].join(' ')
  if (/non_integer_/.test(keys)) return !integer.test(text)
  // What an operator corrects may go either way.
  const plain = /^create(Adjustment|BookRequest)$/.test(subject.name) ? text.replace(/^-/, '') : text
  if (/non_decimal_|faucet\.invalid_amount/.test(keys)) return !sum.test(plain) || /^[0.]*$/.test(plain)
  if (free.has(param)) return false
  return text !== subject.sound[param]!() && !alsoGood[param]?.test(text)
}

/** Two values where one is wanted. An odd name (`limit[a]`) is another name, and so is ignored. */
function isWrongRepetition(name: string, param: string, what: string): boolean {
  if (['twice', 'an array', '101 times'].includes(what)) return true
  return what === 'twice what is wanted' && !(lists.has(param) && name.startsWith('list'))
}
