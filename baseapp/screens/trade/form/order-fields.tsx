import { useEffect, useRef, useState, type FormEvent } from 'react'
import { unit } from '../../../../core/units/index.ts'
import { Button, classNames, Notice, unitsOf } from '../../../../web/kit/index.ts'
import type { Market } from '../../../api/index.ts'
import { useFrameStore, useOwnBalance, type LiveMarket } from '../../../feed/index.ts'
import { useSession } from '../../../session/index.ts'
import { useLastPrice } from '../last-price.tsx'
import { AvailableLine, PercentButtons } from './available.tsx'
import { checkOrder, farFromMarket, fieldText, priceText, type Problem } from './check-order.ts'
import { useDraft } from './draft.ts'
import { cutTo, estimateMarket, quantityAtPrice, quantityFromLevels } from './estimate.ts'
import { OrderSummary } from './order-summary.tsx'
import { StepField } from './step-field.tsx'
import { useSend } from './use-send.ts'

type OrderFieldsProps = { market: Market; live: LiveMarket }

/** Price, amount and total of an order, what it will cost, and the button. */
export function OrderFields({ market, live }: OrderFieldsProps) {
  const draft = useDraft()
  const book = useFrameStore(live.book)
  const isSignedIn = useSession((session) => session.status === 'signed-in')
  const spent = draft.side === 'buy' ? market.quote_unit : market.base_unit
  const balance = useOwnBalance(spent)
  const [tried, setTried] = useState(false)
  const { pending, send } = useSend(market)
  const form = useRef<HTMLFormElement>(null)
  useFirstPrice(market, live)

  const available = balance && unitsOf(balance.available)
  const offers = (draft.side === 'buy' ? book?.asks : book?.bids) ?? []
  const quantity = unitsOf(draft.quantity) ?? 0n
  const price = unitsOf(draft.price)
  const estimate = draft.type === 'market' ? estimateMarket(offers, quantity) : undefined
  const checked = checkOrder(draft, { market, available, marketNotional: estimate?.notional })
  const problems = 'problems' in checked ? checked.problems : []
  const textOf = (field: Problem['field']) =>
    problems.find((each) => each.field === field && (tried || !each.isMissing))?.text
  const notional = draft.type === 'market' ? estimate?.notional : price && (price * quantity) / unit
  const far = draft.type === 'limit' && price ? farFromMarket(draft.side, price, offers[0]?.price) : undefined

  const choosePercent = (percent: bigint) => {
    if (available === undefined) return
    const funds = (available * percent) / 100n
    const digits = market.amount_precision
    const most =
      draft.side === 'sell'
        ? cutTo(funds, digits)
        : draft.type === 'market'
          ? quantityFromLevels(offers, funds, digits)
          : quantityAtPrice(funds, price ?? 0n, digits)
    useDraft.setState({ quantity: fieldText(most, digits), total: undefined })
  }
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!('order' in checked)) {
      form.current?.querySelector<HTMLElement>(`[data-field="${problems[0]?.field}"]`)?.focus()
      return
    }
    const { side, type } = draft
    const sent = {
      side,
      ord_type: type,
      volume: fieldText(checked.order.quantity, market.amount_precision),
      price:
        checked.order.price === undefined
          ? undefined
          : fieldText(checked.order.price, market.price_precision),
    }
    if (!(await send(sent))) return
    setTried(false)
    useDraft.setState({ quantity: '', total: undefined })
  }
  const base = market.base_unit.toUpperCase()
  const quote = market.quote_unit.toUpperCase()
  return (
    <form ref={form} className="form-fields" onSubmit={(event) => void submit(event)} noValidate>
      <AvailableLine
        asset={spent}
        balance={balance}
        digits={draft.side === 'buy' ? market.price_precision : market.amount_precision}
      />
      {draft.type === 'limit' ? (
        <StepField
          name="price"
          label="Price"
          suffix={quote}
          precision={market.price_precision}
          value={draft.price}
          error={textOf('price')}
          onValue={(text) => useDraft.setState({ price: text, isPriceOwn: true, total: undefined })}
        />
      ) : (
        <div className="k-field">
          <div className="k-field-top">Price</div>
          <div className="form-market-price">Best prices in the book</div>
        </div>
      )}
      <StepField
        name="quantity"
        label="Amount"
        suffix={base}
        precision={market.amount_precision}
        value={draft.quantity}
        error={textOf('quantity')}
        onValue={(text) => useDraft.setState({ quantity: text, total: undefined })}
      />
      <PercentButtons disabled={available === undefined || available === 0n} onChoose={choosePercent} />
      {draft.type === 'limit' && (
        <StepField
          name="total"
          label="Total"
          suffix={quote}
          precision={market.price_precision}
          value={draft.total ?? (notional ? fieldText(notional, market.price_precision) : '')}
          onValue={(text) =>
            useDraft.setState({ total: text, quantity: quantityOfTotal(text, price, market) })
          }
        />
      )}
      <OrderSummary
        {...{ market, quantity, notional, estimate, isWaiting: book === undefined }}
        side={draft.side}
        type={draft.type}
      />
      {far !== undefined && (
        <Notice tone="warn">
          This price is {far}% {draft.side === 'buy' ? 'above the best offer' : 'below the best bid'}. The
          order fills at once, at the book’s better prices first.
        </Notice>
      )}
      <Button
        type="submit"
        size="l"
        block
        variant={draft.side}
        pending={pending}
        disabled={!isSignedIn}
        className={classNames('form-send')}
      >
        {draft.side === 'buy' ? 'Buy' : 'Sell'} {base}
      </Button>
    </form>
  )
}

function quantityOfTotal(text: string, price: bigint | undefined, market: Market): string {
  const total = unitsOf(text)
  if (total === undefined || price === undefined || price === 0n) return ''
  return fieldText(quantityAtPrice(total, price, market.amount_precision), market.amount_precision)
}

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
