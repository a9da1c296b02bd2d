import { Badge, Button, dateTimeText, decimal, EmptyState, Icon, Skeleton } from '../../../web/kit/index.ts'
import { messageOf, type Currency, type Deposit } from '../../api/index.ts'
import { depositProgress, explorerLink, shortened } from '../../deposits/index.ts'
import { Link } from '../../router/index.ts'
import { isAwaited, useRecentDeposits } from './use-recent-deposits.ts'

type DepositListProps = {
  currency: Currency
  /** A transaction that was just sent and that the exchange may not have seen yet. */
  expected?: string | undefined
}

/** The last deposits of an asset. While one is on its way it is asked about often. */
export function DepositList({ currency, expected }: DepositListProps) {
  const list = useRecentDeposits(currency.id, expected)
  const isWaiting = isAwaited(expected, list.data)
  return (
    <section className="wallets-deposits" aria-label={`Deposits of ${currency.name}`}>
      <header>
        <h2>Recent deposits</h2>
        <Link to="/history?show=deposits">Full history</Link>
      </header>
      {list.isPending && <Skeleton width="100%" height="44px" />}
      {list.isError && list.data === undefined && (
        <EmptyState
          icon="warn"
          title="Deposits could not be loaded"
          text={messageOf(list.error)}
          action={<Button onClick={() => void list.refetch()}>Try again</Button>}
        />
      )}
      {isWaiting && (
        <output className="wallets-none muted">
          Waiting for the next block to bring {currency.id.toUpperCase()}…
        </output>
      )}
      {list.data?.length === 0 && !isWaiting && (
        <p className="wallets-none faint">No {currency.id.toUpperCase()} deposits yet.</p>
      )}
      {list.data && list.data.length > 0 && (
        <ul className="wallets-deposit-rows">
          {list.data.map((deposit) => (
            <DepositRow key={deposit.id} deposit={deposit} currency={currency} />
          ))}
        </ul>
      )}
    </section>
  )
}

function DepositRow({ deposit, currency }: { deposit: Deposit; currency: Currency }) {
  const network = currency.networks.find((each) => each.blockchain_key === deposit.blockchain_key)
  const { word, tone, counted } = depositProgress(deposit, network?.min_confirmations)
  const link = explorerLink(network?.explorer_transaction, deposit.txid)
  return (
    <li>
      <strong className="num">
        +{decimal(deposit.amount, currency.precision, { trimmed: true })} {currency.id.toUpperCase()}
      </strong>
      <Badge tone={tone}>
        {word}
        {counted && ` ${counted[0]} of ${counted[1]}`}
      </Badge>
      <span className="faint num">{dateTimeText(deposit.created_at)}</span>
      <span className="wallets-txid faint" title={deposit.txid}>
        {link ? (
          <a href={link} target="_blank" rel="noreferrer">
            {shortened(deposit.txid)} <Icon name="external" size={12} />
          </a>
        ) : (
          shortened(deposit.txid)
        )}
      </span>
      {counted && (
        <progress
          className="wallets-progress"
          aria-label={`Confirmations of ${deposit.amount} ${currency.id.toUpperCase()}`}
          value={counted[0]}
          max={counted[1]}
        />
      )}
    </li>
  )
}
