import { useMutation } from '@tanstack/react-query'
import { Button, decimal } from '../../../web/kit/index.ts'
import { accountApi, call, embeddedApi, keyOf, messageOf, queries } from '../../api/index.ts'

/** Coins of the simulated chain, for nothing. They arrive like any deposit: seen, confirmed, credited. */
export function TestCoins({ currency, address }: { currency: string; address: string | undefined }) {
  const give = useMutation({
    mutationFn: () => call(embeddedApi.faucet, { currency, address }),
    onSuccess: () => queries.invalidateQueries({ queryKey: keyOf(accountApi.deposits) }),
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
