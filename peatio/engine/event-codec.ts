import type { Event, SpecialTerms } from '../../core/exchange/index.ts'
import { amount, Fault } from '../../core/units/index.ts'

type Kind = Event['kind']
type EventOf<K extends Kind> = Extract<Event, { kind: K }>
/**
 * `name`; or `name:sum` for a bigint, which travels as a decimal string; `name:flag` for a boolean; `special:terms`,
 * whose
 * budget is a sum.
 */
type FieldOf<K extends Kind> = {
  [F in Exclude<keyof EventOf<K>, 'kind'> & string]: F extends 'special'
    ? 'special:terms'
    : EventOf<K>[F] extends bigint
      ? `${F}:sum`
      : EventOf<K>[F] extends boolean
        ? `${F}:flag`
        : F
}[Exclude<keyof EventOf<K>, 'kind'> & string]

/**
 * Which field of an event stands where in its line. Part of the journal's format: fields are only ever added,
 * at the end; nulls at the end are not written, so a field that a line does not reach is null (a sum 0, a flag
 * false), in lines written before there was the field too. The compiler refuses a field that is missing here.
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
    'quantityMax',
    'notionalMin:sum',
    'bandPpm',
  ],
  market_status_changed: ['market', 'status', 'reason', 'endsAt'],
  trading_fee_set: ['group', 'market', 'makerFee', 'takerFee'],
  trading_fee_deleted: ['group', 'market'],
  user_group_set: ['account', 'group'],
  deposit_credited: ['account', 'asset', 'sum:sum', 'reference'],
  balance_adjusted: ['account', 'asset', 'sum:sum', 'reason', 'approvedBy', 'category', 'reference'],
  adjustment_cap_set: ['asset', 'sum:sum', 'approvedBy'],
  house_funded: ['source', 'asset', 'sum:sum', 'category', 'reason', 'reference', 'approvedBy'],
  expense_recorded: ['asset', 'sum:sum', 'category', 'reason', 'reference', 'approvedBy'],
  suspense_resolved: ['to', 'asset', 'sum:sum', 'reason', 'reference', 'approvedBy'],
  funds_transferred: ['from', 'to', 'asset', 'sum:sum', 'category', 'reference'],
  withdrawal_held: ['withdrawal', 'account', 'asset', 'sum:sum', 'fee:sum'],
  withdrawal_completed: ['withdrawal', 'account', 'asset', 'sum:sum', 'fee:sum', 'reference'],
  withdrawal_released: ['withdrawal', 'account', 'asset', 'sum:sum', 'fee:sum', 'reason'],
  withdrawals_set: ['allowed:flag', 'reason', 'by'],
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
    'special:terms',
    'partner',
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
    'makerRebate:sum',
    'auction:flag',
  ],
  order_rested: ['order'],
  order_canceled: ['order', 'account', 'market', 'remaining', 'asset', 'released:sum', 'reason'],
  order_reduced: ['order', 'account', 'market', 'by', 'remaining', 'asset', 'released:sum', 'reason'],
  order_amended: [
    'order',
    'account',
    'market',
    'previousLimit',
    'limit',
    'quantity',
    'remaining',
    'asset',
    'held:sum',
    'released:sum',
  ],
  order_triggered: ['order', 'account', 'market', 'quantity', 'asset', 'held:sum', 'released:sum'],
  dead_man_set: ['account', 'expiresAt'],
} as const satisfies { [K in Kind]: readonly FieldOf<K>[] }

type Forgotten = { [K in Kind]: Exclude<FieldOf<K>, (typeof layout)[K][number]> }[Kind]
const complete: Forgotten extends never ? true : Forgotten = true

type As = 'sum' | 'flag' | 'terms' | 'itself'
type Field = { name: string; as: As }
const fieldsOf = new Map<string, Field[]>(
  Object.entries(complete && layout).map(([kind, fields]) => [
    kind,
    fields.map((field) => {
      const [name = field, as = 'itself'] = field.split(':')
      return { name, as: as as As }
    }),
  ]),
)

/** `["order_rested", 7]`: the kind, then its fields in the layout's order. */
export type EventLine = [kind: string, ...fields: unknown[]]

export function encodeEvent(event: Event): EventLine {
  const line: EventLine = [event.kind]
  const values: Record<string, unknown> = event
  for (const { name, as } of fieldsOf.get(event.kind)!) line.push(encoded(as, values[name]))
  while (line.length > 1 && line.at(-1) === null) line.pop()
  return line
}

function encoded(as: As, value: unknown): unknown {
  if (value === null || value === undefined) return null
  if (as === 'sum') return (value as bigint).toString()
  if (as === 'flag') return value === true ? true : null
  return as === 'terms' ? encodeTerms(value) : value
}

function decoded(as: As, value: unknown): unknown {
  if (as === 'sum') return value === null ? 0n : BigInt(value as string)
  if (as === 'flag') return value === true
  return as === 'terms' && value !== null ? decodeTerms(value as TermsLine) : value
}

/** Terms as JSON has them: sums are text. */
export type TermsLine = Omit<SpecialTerms, 'budget'> & { budget?: string }

export const encodeTerms = ({ budget, ...terms }: SpecialTerms): TermsLine =>
  budget === undefined ? terms : { ...terms, budget: String(budget) }

export const decodeTerms = ({ budget, ...terms }: TermsLine): SpecialTerms =>
  budget === undefined ? terms : { ...terms, budget: amount(BigInt(budget)) }

/** Throws a Fault `journal_unreadable` on a kind that this version does not know: a later one wrote it. */
export function decodeEvent(line: EventLine): Event {
  const fields = fieldsOf.get(line[0])
  if (!fields) throw new Fault('journal_unreadable', { detail: `unknown event ${line[0]}` })
  const event: Record<string, unknown> = { kind: line[0] }
  for (let index = 0; index < fields.length; index++) {
    const { name, as } = fields[index]!
    event[name] = decoded(as, line[index + 1] ?? null)
  }
  return event as Event
}
