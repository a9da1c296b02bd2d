import type { Event } from '../../core/exchange/index.ts'
import { Fault } from '../../core/units/index.ts'

type Kind = Event['kind']
type EventOf<K extends Kind> = Extract<Event, { kind: K }>
/** `name`, or `name:sum` for a bigint, which travels as a decimal string. */
type FieldOf<K extends Kind> = {
  [F in Exclude<keyof EventOf<K>, 'kind'> & string]: EventOf<K>[F] extends bigint ? `${F}:sum` : F
}[Exclude<keyof EventOf<K>, 'kind'> & string]

/**
 * Which field of an event stands where in its line. Part of the journal's format: fields are only ever added,
 * at the end, and are null in lines written before. The compiler refuses a field that is missing here.
 */
const layout = {
  asset_defined: ['asset', 'type', 'precision'],
  market_defined: [
    'market',
    'base',
    'quote',
    'pricePrecision',
    'amountPrecision',
    'priceMin',
    'priceMax',
    'quantityMin',
    'status',
  ],
  market_status_changed: ['market', 'status', 'reason'],
  trading_fee_set: ['group', 'market', 'makerFee', 'takerFee'],
  user_group_set: ['account', 'group'],
  deposit_credited: ['account', 'asset', 'sum:sum', 'reference'],
  balance_adjusted: ['account', 'asset', 'sum:sum', 'reason', 'approvedBy'],
  order_accepted: [
    'order',
    'uuid',
    'account',
    'market',
    'side',
    'type',
    'limit',
    'quantity',
    'asset',
    'held:sum',
    'makerFeePpm',
    'takerFeePpm',
  ],
  trade: [
    'trade',
    'market',
    'takerSide',
    'price',
    'quantity',
    'maker',
    'taker',
    'buyer',
    'seller',
    'baseAsset',
    'quoteAsset',
    'base:sum',
    'quote:sum',
    'buyerFee:sum',
    'sellerFee:sum',
    'released:sum',
  ],
  order_rested: ['order'],
  order_canceled: ['order', 'account', 'market', 'remaining', 'asset', 'released:sum'],
} as const satisfies { [K in Kind]: readonly FieldOf<K>[] }

type Forgotten = { [K in Kind]: Exclude<FieldOf<K>, (typeof layout)[K][number]> }[Kind]
const complete: Forgotten extends never ? true : Forgotten = true

type Field = { name: string; sum: boolean }
const fieldsOf = new Map<string, Field[]>(
  Object.entries(complete && layout).map(([kind, fields]) => [
    kind,
    fields.map((field) => ({ name: field.replace(':sum', ''), sum: field.endsWith(':sum') })),
  ]),
)

/** `["order_rested", 7]`: the kind, then its fields in the layout's order. */
export type EventLine = [kind: string, ...fields: unknown[]]

export function encodeEvent(event: Event): EventLine {
  const line: EventLine = [event.kind]
  const values: Record<string, unknown> = event
  for (const { name, sum } of fieldsOf.get(event.kind)!) {
    const value = values[name]
    line.push(sum ? String(value) : value)
  }
  return line
}

/** Throws a Fault `journal_unreadable` on a kind that this version does not know: a later one wrote it. */
export function decodeEvent(line: EventLine): Event {
  const fields = fieldsOf.get(line[0])
  if (!fields) throw new Fault('journal_unreadable', { detail: `unknown event ${line[0]}` })
  const event: Record<string, unknown> = { kind: line[0] }
  for (let index = 0; index < fields.length; index++) {
    const { name, sum } = fields[index]!
    const value = line[index + 1] ?? null
    event[name] = sum ? BigInt(value as string) : value
  }
  return event as Event
}
