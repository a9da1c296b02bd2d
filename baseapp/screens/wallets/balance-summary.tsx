import { buttonClass, decimalText, Notice, Skeleton } from '../../../web/kit/index.ts'
import { useEmbedded } from '../../embedded/index.ts'
import { Link } from '../../router/index.ts'
import { valuedIn, worthOf, type WalletRow } from './wallet-rows.ts'

type Wallets = { rows: readonly WalletRow[] | undefined }

/** What all of it is worth. */
export function BalanceSummary({ rows }: Wallets) {
  const total = rows && worthOf(rows)
  return (
    <header>
      <h1 tabIndex={-1}>Wallets</h1>
      <p className="wallets-worth-name">Estimated value</p>
      <p className="wallets-worth num">
        {total ? `≈ ${decimalText(total.worth, 2)}` : <Skeleton width="160px" />}{' '}
        <span className="faint">{valuedIn.toUpperCase()}</span>
      </p>
      <p className="wallets-worth-note faint">
        By last prices{total?.partly === true && '; assets without a market are left out'}
      </p>
    </header>
  )
}

/** Where to begin while there is nothing. */
export function EmptyWalletsNote({ rows }: Wallets) {
  const embedded = useEmbedded() === true
  if (rows?.every((row) => row.total === 0n) !== true) return null
  return (
    <Notice>
      <p>
        <strong>Your wallets are empty.</strong>{' '}
        {embedded
          ? 'Take free test coins and place your first order.'
          : 'Deposit coins to place your first order.'}
      </p>
      <Link
        to={`/wallets/${valuedIn}`}
        className={buttonClass({ variant: 'primary', size: 's' }, 'wallets-note-action')}
      >
        {embedded ? 'Get test USDT' : 'Deposit USDT'}
      </Link>
    </Notice>
  )
}
