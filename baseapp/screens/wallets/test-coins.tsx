import { useMutation } from '@tanstack/react-query'
import { Button, decimal } from '../../../web/kit/index.ts'
import { call, embeddedApi, messageOf } from '../../api/index.ts'

type TestCoinsProps = { currency: string; address: string | undefined; onGiven: (txid: string) => void }

/** Coins of the simulated chain, for nothing. They arrive like any deposit: seen, confirmed, credited. */
export function TestCoins({ currency, address, onGiven }: TestCoinsProps) {
  const give = useMutation({
    mutationFn: () => call(embeddedApi.faucet, { currency, address }),
    onSuccess: (gift) => onGiven(gift.txid),
  })
  const code = currency.toUpperCase()
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
      <p className={give.isError ? 'is-sell' : 'muted'} role="status">
        {give.isError && messageOf(give.error)}
        {give.isSuccess &&
          `${decimal(give.data.amount, 8, { trimmed: true })} ${code} sent. Watch it being confirmed below.`}
        {!give.isError && !give.isSuccess && `Free ${code} of the simulated chain, paid to your address.`}
      </p>
    </div>
  )
}
