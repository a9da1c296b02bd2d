import { useMutation } from '@tanstack/react-query'
import { Button, decimal } from '../../../web/kit/index.ts'
import { call, embeddedApi, messageOf } from '../../api/index.ts'
import { depositProgress } from '../../deposits/index.ts'
import { useMarkets } from '../../markets/index.ts'
import { Link } from '../../router/index.ts'
import { useRecentDeposits } from './use-recent-deposits.ts'

type TestCoinsProps = {
  currency: string
  address: string | undefined
  confirmationsNeeded: number | undefined
  onGiven: (txid: string) => void
}

/** Coins of the simulated chain, for nothing. They arrive like any deposit: seen, confirmed, credited. */
export function TestCoins({ currency, address, confirmationsNeeded, onGiven }: TestCoinsProps) {
  const give = useMutation({
    mutationFn: () => call(embeddedApi.faucet, { currency, address }),
    onSuccess: (gift) => onGiven(gift.txid),
  })
  const sum = give.data && `${decimal(give.data.amount, 8, { trimmed: true })} ${currency.toUpperCase()}`
  return (
    <div className="wallets-faucet">
      <Button
        variant="primary"
        icon="download"
        pending={give.isPending}
        disabled={address === undefined}
        onClick={() => give.mutate()}
      >
        Get test coins
      </Button>
      <output className={give.isError ? 'is-sell' : 'muted'}>
        {give.isError && messageOf(give.error)}
        {sum && (
          <Way
            sum={sum}
            txid={give.data.txid}
            currency={currency}
            confirmationsNeeded={confirmationsNeeded}
          />
        )}
        {!give.isError &&
          !sum &&
          `Free ${currency.toUpperCase()} of the simulated chain, paid to your address.`}
      </output>
    </div>
  )
}

type WayProps = { sum: string; txid: string; currency: string; confirmationsNeeded: number | undefined }

/** How far the gift is, up to the market where it can be spent. */
function Way({ sum, txid, currency, confirmationsNeeded }: WayProps) {
  const deposit = useRecentDeposits(currency, txid).data?.find((each) => each.txid === txid)
  const market = useMarkets().data?.find(
    (each) => each.state === 'enabled' && (each.quote_unit === currency || each.base_unit === currency),
  )
  if (!deposit) return `${sum} sent. Waiting for the next block…`
  const { pending, counted } = depositProgress(deposit, confirmationsNeeded)
  if (pending) return `${sum} seen${counted ? `, confirmed by ${counted[0]} of ${counted[1]} blocks` : ''}.`
  return (
    <span>
      {sum} credited. {market && <Link to={`/trading/${market.id}`}>Trade {market.name} now</Link>}
    </span>
  )
}
