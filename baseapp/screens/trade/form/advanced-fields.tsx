import { useState } from 'react'
import { CheckField, SelectField } from '../../../../web/kit/index.ts'
import type { Market, Side } from '../../../api/index.ts'
import { enterTerms, saysMore, type Advanced } from './advanced.ts'
import { useDraft, type FormDraft } from './draft.ts'
import { StepField } from './step-field.tsx'

const forces = [
  { value: 'gtc', label: 'Until I cancel it' },
  { value: 'ioc', label: 'Fill now, cancel the rest' },
  { value: 'fok', label: 'All of it now, or nothing' },
] as const

const set = (change: Partial<Advanced>) =>
  useDraft.setState(({ advanced }) => ({ advanced: enterTerms(advanced, change) }))

/** What most orders do without: folded away until somebody wants it, and never without a word while it counts. */
export function AdvancedFields({ market, draft }: { market: Market; draft: FormDraft }) {
  const { type, side, advanced } = draft
  const price = { suffix: market.quote_unit.toUpperCase(), precision: market.price_precision }
  const isUsed = saysMore(type, advanced)
  // The form comes back, on phones at every look at another panel, with what was entered before.
  const [startsOpen] = useState(isUsed)
  return (
    <details className="form-advanced" open={startsOpen}>
      <summary>{isUsed ? 'Advanced, in use' : 'Advanced'}</summary>
      <div className="form-advanced-body">
        {type === 'market' ? (
          <MarketTerms side={side} terms={advanced} price={price} />
        ) : (
          <LimitTerms side={side} terms={advanced} price={price} market={market} />
        )}
      </div>
    </details>
  )
}

type Terms = { side: Side; terms: Advanced; price: { suffix: string; precision: number } }

const waitLabel = (side: Side) =>
  side === 'buy' ? 'Wait until the price rises to' : 'Wait until the price falls to'

/** A market order waits for a price or for a turn of the price, not for both. */
function MarketTerms({ side, terms, price }: Terms) {
  return (
    <>
      {terms.trail === '' && (
        <StepField
          name="stop"
          label={waitLabel(side)}
          {...price}
          value={terms.stop}
          onValue={(stop) => set({ stop })}
        />
      )}
      {terms.stop === '' && (
        <StepField
          name="trail"
          label={
            side === 'buy' ? 'Or until it rises from its lowest by' : 'Or until it falls from its highest by'
          }
          {...price}
          value={terms.trail}
          onValue={(trail) => set({ trail })}
        />
      )}
      <StepField
        name="protection"
        label="Worst price"
        {...price}
        value={terms.protection}
        onValue={(protection) => set({ protection })}
      />
    </>
  )
}

/** The limit leg of a pair rests as it is: what else a limit order may say is not asked then. */
function LimitTerms({ side, terms, price, market }: Terms & { market: Market }) {
  const isPair = terms.otherStop !== ''
  return (
    <>
      {!isPair && (
        <StepField
          name="stop"
          label={waitLabel(side)}
          {...price}
          value={terms.stop}
          onValue={(stop) => set({ stop })}
        />
      )}
      {terms.stop === '' && (
        <StepField
          name="other-stop"
          label={side === 'buy' ? 'Or buy when the price rises to' : 'Or sell when the price falls to'}
          {...price}
          value={terms.otherStop}
          onValue={(otherStop) => set({ otherStop })}
        />
      )}
      {terms.stop === '' && isPair && (
        <>
          <StepField
            name="other-limit"
            label={side === 'buy' ? 'then at most at' : 'then at least at'}
            {...price}
            value={terms.otherLimit}
            onValue={(otherLimit) => set({ otherLimit })}
          />
          <p className="muted">One cancels the other.</p>
        </>
      )}
      {terms.stop === '' && !isPair && (
        <StepField
          name="display"
          label="Show only"
          suffix={market.base_unit.toUpperCase()}
          precision={market.amount_precision}
          value={terms.display}
          onValue={(display) => set({ display })}
        />
      )}
      {!isPair && (
        <>
          <SelectField
            label="How long"
            options={forces}
            value={terms.timeInForce}
            onValue={(value) => set({ timeInForce: value as Advanced['timeInForce'] })}
          />
          <CheckField
            label="Post-only: never take"
            checked={terms.postOnly}
            onChecked={(postOnly) => set({ postOnly })}
          />
        </>
      )}
    </>
  )
}
