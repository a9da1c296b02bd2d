import { useEffect, useRef, useState, type FormEvent } from 'react'
import { Button, Notice, unitsOf } from '../../../../web/kit/index.ts'
import type { Market, Side } from '../../../api/index.ts'
import type { LiveMarket } from '../../../feed/index.ts'
import { useSession } from '../../../session/index.ts'
import { useLastPrice } from '../last-price.tsx'
import { AdvancedFields } from './advanced-fields.tsx'
import { isPair, pairToSend, plainTerms, termsToSend } from './advanced.ts'
import { AvailableLine, PercentButtons } from './available.tsx'
import { fieldText, priceText, type Problem } from './check-order.ts'
import { useDraft } from './draft.ts'
import { quantityAtPrice } from './estimate.ts'
import { OrderSummary } from './order-summary.tsx'
import { StepField } from './step-field.tsx'
import { useOrderDraft } from './use-order-draft.ts'
import { useSend } from './use-send.ts'

type OrderFieldsProps = { market: Market; live: LiveMarket }

/** Price, amount and total of an order, what it will come to, and the button that sends it. */
export function OrderFields({ market, live }: OrderFieldsProps) {
  const order = useOrderDraft(market, live)
  const { draft, price, quantity, notional, estimate, checked, available } = order
  const isSignedIn = useSession((session) => session.status === 'signed-in')
  const [tried, setTried] = useState(false)
  const { pending, send } = useSend(market)
  const form = useRef<HTMLFormElement>(null)
  useFirstPrice(market, live)

  const problems = 'problems' in checked ? checked.problems : []
  // That something is still missing is said only when the order is sent without it.
  const textOf = (field: Problem['field']) =>
    problems.find((each) => each.field === field && (tried || !each.isMissing))?.text
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if ('problems' in checked) {
      form.current?.querySelector<HTMLElement>(`[data-field="${problems[0]?.field}"]`)?.focus()
      return
    }
    const volume = fieldText(checked.order.quantity, market.amount_precision)
    const { price: atMost } = checked.order
    const limit = atMost === undefined ? undefined : fieldText(atMost, market.price_precision)
    const common = { side: draft.side, volume }
    const sending =
      limit !== undefined && isPair(draft.type, draft.advanced)
        ? { pair: { ...common, price: limit, ...pairToSend(draft.advanced) } }
        : { order: { ...common, price: limit, ...termsToSend(draft.type, draft.advanced) } }
    if (!(await send(sending))) return
    setTried(false)
    useDraft.setState({ quantity: '', total: undefined, advanced: plainTerms })
  }
  const field = { market, draft, textOf }
  return (
    <form ref={form} className="form-fields" onSubmit={(event) => void submit(event)} noValidate>
      <AvailableLine asset={order.spent} balance={order.balance} digits={digitsOf(draft.side, market)} />
      {draft.type === 'limit' ? <PriceField {...field} /> : <BestPrices />}
      <QuantityField {...field} />
      <PercentButtons
        disabled={available === undefined || available === 0n}
        onChoose={(percent) => useDraft.setState({ quantity: order.quantityOf(percent), total: undefined })}
      />
      {draft.type === 'limit' && <TotalField {...{ market, draft, price, notional }} />}
      <AdvancedFields market={market} draft={draft} />
      <OrderSummary
        {...{ market, quantity, notional, estimate }}
        isWaiting={!order.isBookThere}
        side={draft.side}
        type={draft.type}
      />
      {order.farPercent !== undefined && <FarNotice percent={order.farPercent} side={draft.side} />}
      <Button
        type="submit"
        size="l"
        block
        variant={draft.side}
        pending={pending}
        disabled={!isSignedIn}
        className="form-send"
      >
        {draft.side === 'buy' ? 'Buy' : 'Sell'} {market.base_unit.toUpperCase()}
      </Button>
    </form>
  )
}

const digitsOf = (side: Side, market: Market): number =>
  side === 'buy' ? market.price_precision : market.amount_precision

type Draft = ReturnType<typeof useOrderDraft>['draft']
type FieldProps = { market: Market; draft: Draft; textOf: (field: Problem['field']) => string | undefined }

const PriceField = ({ market, draft, textOf }: FieldProps) => (
  <StepField
    name="price"
    label="Price"
    suffix={market.quote_unit.toUpperCase()}
    precision={market.price_precision}
    value={draft.price}
    error={textOf('price')}
    onValue={(price) => useDraft.setState({ price, isPriceOwn: true, total: undefined })}
  />
)

const BestPrices = () => (
  <div className="k-field">
    <div className="k-field-top">Price</div>
    <div className="form-market-price">Best prices in the book</div>
  </div>
)

const QuantityField = ({ market, draft, textOf }: FieldProps) => (
  <StepField
    name="quantity"
    label="Amount"
    suffix={market.base_unit.toUpperCase()}
    precision={market.amount_precision}
    value={draft.quantity}
    error={textOf('quantity')}
    onValue={(quantity) => useDraft.setState({ quantity, total: undefined })}
  />
)

type TotalFieldProps = {
  market: Market
  draft: Draft
  price: bigint | undefined
  notional: bigint | undefined
}

/** The total follows from price and amount; typed itself, it sets the amount. */
function TotalField({ market, draft, price, notional }: TotalFieldProps) {
  const follow = (text: string) => {
    const total = unitsOf(text)
    const digits = market.amount_precision
    const quantity = total && price ? fieldText(quantityAtPrice(total, price, digits), digits) : ''
    useDraft.setState({ total: text, quantity })
  }
  return (
    <StepField
      name="total"
      label="Total"
      suffix={market.quote_unit.toUpperCase()}
      precision={market.price_precision}
      value={draft.total ?? (notional ? fieldText(notional, market.price_precision) : '')}
      onValue={follow}
    />
  )
}

const FarNotice = ({ percent, side }: { percent: number; side: Side }) => (
  <Notice tone="warn">
    This price is {percent}% {side === 'buy' ? 'above the best offer' : 'below the best bid'}. The order fills
    at once, at the book’s better prices first.
  </Notice>
)

/** The price starts at the last one, once: a price that moves by itself could be sent unread. */
function useFirstPrice(market: Market, live: LiveMarket): void {
  const last = useLastPrice(market, live).text
  useEffect(() => {
    const { price, isPriceOwn } = useDraft.getState()
    if (last !== undefined && price === '' && !isPriceOwn) {
      useDraft.setState({ price: priceText(last, market.price_precision) })
    }
  }, [last, market.price_precision])
}
