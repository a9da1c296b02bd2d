import { decimal, Skeleton } from '../../../../web/kit/index.ts'
import type { OwnBalance } from '../../../feed/index.ts'
import { Link } from '../../../router/index.ts'

type AvailableLineProps = { asset: string; balance: OwnBalance | undefined; digits: number }

/** What may be spent, and the way to more of it. */
export function AvailableLine({ asset, balance, digits }: AvailableLineProps) {
  return (
    <div className="form-available">
      <span className="faint">Available</span>
      <span className="num">
        {balance ? decimal(balance.available, digits) : <Skeleton width="72px" />} {asset.toUpperCase()}
      </span>
      <Link to="/wallets" aria-label={`Deposit ${asset.toUpperCase()}`}>
        Deposit
      </Link>
    </div>
  )
}

const percents = [25n, 50n, 75n, 100n] as const

export function PercentButtons(props: { disabled: boolean; onChoose: (percent: bigint) => void }) {
  return (
    <fieldset className="form-percents" disabled={props.disabled}>
      <legend className="visually-hidden">Share of the available balance</legend>
      {percents.map((percent) => (
        <button key={percent} type="button" onClick={() => props.onChoose(percent)}>
          {String(percent)}%
        </button>
      ))}
    </fieldset>
  )
}
