import {
  blankStepView,
  cancelReasons,
  writeStepView,
  type BalanceView,
  type LevelView,
  type OrderStatus,
  type OrderSteps,
  type OrderType,
  type OrderView,
  type SpecialTerms,
  type Touched,
  type TouchedParts,
} from '../../core/exchange/index.ts'
import { potsEach, readPots, type Balance } from '../../core/ledger/index.ts'
import type { Amount, Count, Lots, OrderId, Ppm, Ticks, TimeMs } from '../../core/units/index.ts'
import { ByteReader } from './byte-reader.ts'
import type { ByteWriter } from './byte-writer.ts'
import type { JournalRecord } from './port.ts'

// Views on their way to another thread, and as answers that are kept: numbers in their eight bytes, sums as counts of a
// power of ten. Text and bigints for a hundred thousand orders a second would cost more than deciding on them.

export const sides = ['buy', 'sell'] as const
export const types = ['limit', 'market', 'stop_limit', 'stop_market', 'trailing_stop'] as const
const statuses = ['untriggered', 'open', 'partially_filled', 'filled', 'canceled', 'expired'] as const
const reasons = [null, ...cancelReasons]
// The compiler refuses a word that has no place above.
type Words = { type: OrderType; status: OrderStatus }
type Places = { type: (typeof types)[number]; status: (typeof statuses)[number] }
export const placed: Words extends Places ? true : never = true

/**
 * Writes the kind of a record, and how long what it touched will be; `endViews` writes that when it is known.
 */
export function beginViews(writer: ByteWriter, kind: JournalRecord['kind']): number {
  writer.text(kind)
  writer.count(0)
  return writer.length
}

export const endViews = (writer: ByteWriter, begun: number): void =>
  writer.countAt(begun - 4, writer.length - begun)

export function viewsHead(reader: ByteReader): { kind: JournalRecord['kind']; length: number } {
  return { kind: reader.name() as JournalRecord['kind'], length: reader.count() }
}

/** Writes what a command touched, its orders first; tells where the first `named` of them begin and end. */
export function writeTouched(
  writer: ByteWriter,
  { orders, balances, levels }: TouchedParts,
  named: number,
): { from: number; to: number } {
  writer.count(orders.count)
  const from = writer.length
  let to = from
  for (let index = 0; index < orders.count; index++) {
    writeStepView(told, orders.at(index))
    writeOrder(writer, told.view, told.steps)
    if (index === named - 1) to = writer.length
  }
  writer.count(balances.count)
  for (let index = 0; index < balances.count; index++) writeBalance(writer, balances.at(index))
  writer.count(levels.count)
  for (let index = 0; index < levels.count; index++) writeLevel(writer, levels.at(index))
  return { from, to }
}
const told = blankStepView()

export function readTouched(reader: ByteReader): Touched {
  return {
    orders: readOrders(reader, reader.count()),
    balances: Array.from({ length: reader.count() }, () => readBalance(reader)),
    levels: Array.from({ length: reader.count() }, () => readLevel(reader)),
  }
}

/** The orders that a command was about, out of its batch's views. */
export function ordersOf(
  { viewsAt, named }: { viewsAt: number; named: number },
  views: Uint8Array,
): OrderView[] {
  if (named === 0) return []
  const reader = new ByteReader(views, viewsAt)
  reader.count()
  return readOrders(reader, named)
}

/** So many orders, one behind the other. */
export function readOrders(reader: ByteReader, count: number): OrderView[] {
  const orders: OrderView[] = []
  while (orders.length < count) orders.push(readOrder(reader))
  return orders
}

/** An order as somebody was told of it once. */
export const writeView = (writer: ByteWriter, view: OrderView): void =>
  writeOrder(writer, view, {
    filledQuote: view.filledQuote,
    filledPower: 0,
    held: view.held,
    heldPower: 0,
  })

/** The sums are taken from `steps`, not from the view. */
function writeOrder(writer: ByteWriter, view: OrderView, steps: OrderSteps): void {
  writer.number(view.order)
  writer.text(view.uuid)
  writer.text(view.account)
  writer.text(view.market)
  writer.byte(sides.indexOf(view.side))
  writer.byte(types.indexOf(view.type))
  writer.byte(statuses.indexOf(view.status))
  writer.byte(reasons.indexOf(view.canceledFor))
  writer.number(view.limit ?? nothing)
  writer.number(view.quantity)
  writer.number(view.filled)
  writeSteps(writer, steps.filledQuote, steps.filledPower)
  writeSteps(writer, steps.held, steps.heldPower)
  writer.number(view.tradesCount)
  writer.number(view.makerFeePpm)
  writer.number(view.takerFeePpm)
  writer.number(view.placedAt)
  writer.number(view.updatedAt)
  writer.text(view.special === null ? '' : specialText(view.special))
  writer.number(view.partner ?? nothing)
  writer.number(view.trigger ?? nothing)
}

/** No id and no price is zero. */
const nothing = 0

function readOrder(reader: ByteReader): OrderView {
  const order = reader.number() as OrderId
  const uuid = reader.text()
  const account = reader.name() as OrderView['account']
  const market = reader.name() as OrderView['market']
  const side = sides[reader.byte()]!
  const type = types[reader.byte()]!
  const status = statuses[reader.byte()]!
  const canceledFor = reasons[reader.byte()]!
  const limit = reader.number()
  const quantity = reader.number() as Lots
  const filled = reader.number() as Lots
  const filledQuote = readSteps(reader)
  const held = readSteps(reader)
  const tradesCount = reader.number()
  const makerFeePpm = reader.number() as Ppm
  const takerFeePpm = reader.number() as Ppm
  const placedAt = reader.number() as TimeMs
  const updatedAt = reader.number() as TimeMs
  const special = reader.text()
  const partner = reader.number()
  const trigger = reader.number()
  return {
    order,
    uuid,
    account,
    market,
    side,
    type,
    limit: limit === nothing ? null : (limit as Ticks),
    status,
    quantity,
    filled,
    filledQuote,
    held,
    tradesCount,
    makerFeePpm,
    takerFeePpm,
    placedAt,
    updatedAt,
    special: special === '' ? null : specialOf(special),
    partner: partner === nothing ? null : (partner as OrderId),
    trigger: trigger === nothing ? null : (trigger as Ticks),
    canceledFor,
  }
}

function specialText({ budget, ...terms }: SpecialTerms): string {
  return JSON.stringify(budget === undefined ? terms : { ...terms, budget: String(budget) })
}

function specialOf(text: string): SpecialTerms {
  const { budget, ...terms } = JSON.parse(text) as Omit<SpecialTerms, 'budget'> & { budget?: string }
  return budget === undefined ? terms : { ...terms, budget: BigInt(budget) as Amount }
}

/** How a sum stands there: as nothing, as digits, or as a count of the power of ten that is this byte less the rest. */
const [isZero, isText, isCount] = [0, 1, 2]
const powers = Array.from({ length: 19 }, (_, power) => 10n ** BigInt(power))

function writeSteps(writer: ByteWriter, count: Count, power: number): void {
  if (typeof count === 'bigint') {
    writer.byte(isText)
    writer.text(String(count * powers[power]!))
  } else if (count === 0) {
    writer.byte(isZero)
  } else {
    writer.byte(isCount + power)
    writer.number(count)
  }
}

function readSteps(reader: ByteReader): Amount {
  const kind = reader.byte()
  if (kind === isZero) return zero
  if (kind === isText) return BigInt(reader.text()) as Amount
  return (BigInt(reader.number()) * powers[kind - isCount]!) as Amount
}
const zero = 0n as Amount

function writeBalance(writer: ByteWriter, { account, asset, page, at }: Balance): void {
  writer.text(account)
  writer.text(asset)
  for (let place = at; place < at + potsEach; place++) writer.number(page[place]!)
}

function readBalance(reader: ByteReader): BalanceView {
  const account = reader.name() as BalanceView['account']
  const asset = reader.name() as BalanceView['asset']
  for (let place = 0; place < potsEach; place++) pots[place] = reader.number()
  const { posted, held } = readPots(pots)
  return { account, asset, posted, held: held as Amount }
}
const pots = new Float64Array(potsEach)

function writeLevel(writer: ByteWriter, { market, side, price, quantity }: LevelView): void {
  writer.text(market)
  writer.byte(sides.indexOf(side))
  writer.number(price)
  writer.number(quantity)
}

function readLevel(reader: ByteReader): LevelView {
  const market = reader.name() as LevelView['market']
  const side = sides[reader.byte()]!
  return { market, side, price: reader.number() as Ticks, quantity: reader.number() as Lots }
}
