import { CheckField, SelectField } from '../../../../web/kit/index.ts'
import type { Market } from '../../../api/index.ts'
import type { Advanced } from './advanced.ts'
import { useDraft, type FormDraft } from './draft.ts'
import { StepField } from './step-field.tsx'

const forces = [
  { value: 'gtc', label: 'Until I cancel it' },
  { value: 'ioc', label: 'Fill now, cancel the rest' },
  { value: 'fok', label: 'All of it now, or nothing' },
] as const

const set = (change: Partial<Advanced>) =>
  useDraft.setState(({ advanced }) => ({ advanced: { ...advanced, ...change } }))

/** What most orders do without: folded away until somebody wants it. */
export function AdvancedFields({ market, draft }: { market: Market; draft: FormDraft }) {
  const { type, side, advanced } = draft
  const [base, quote] = [market.base_unit.toUpperCase(), market.quote_unit.toUpperCase()]
  const price = { suffix: quote, precision: market.price_precision }
  return (
    <details className="form-advanced">
      <summary>Advanced</summary>
      <div className="form-advanced-body">
        <StepField
          name="stop"
          label={side === 'buy' ? 'Wait until the price rises to' : 'Wait until the price falls to'}
          {...price}
          value={advanced.stop}
          onValue={(stop) => set({ stop })}
        />
        {type === 'market' && (
          <StepField
            name="protection"
            label="Worst price"
            {...price}
            value={advanced.protection}
            onValue={(protection) => set({ protection })}
          />
        )}
        {type === 'limit' && (
          <>
            {advanced.stop === '' && (
              <StepField
                name="display"
                label="Show only"
                suffix={base}
                precision={market.amount_precision}
                value={advanced.display}
                onValue={(display) => set({ display })}
              />
            )}
            <SelectField
              label="How long"
              options={forces}
              value={advanced.timeInForce}
              onValue={(value) => set({ timeInForce: value as Advanced['timeInForce'] })}
            />
            <CheckField
              label="Post-only: never take"
              checked={advanced.postOnly}
              onChecked={(postOnly) => set({ postOnly })}
            />
          </>
        )}
      </div>
    </details>
  )
}
