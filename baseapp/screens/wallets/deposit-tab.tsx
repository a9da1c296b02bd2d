import { useState } from 'react'
import { buttonClass, EmptyState, Notice, SelectField } from '../../../web/kit/index.ts'
import { publicApi, useRemote, type Currency, type Network } from '../../api/index.ts'
import { useEmbedded } from '../../embedded/index.ts'
import { Link } from '../../router/index.ts'
import { useSession } from '../../session/index.ts'
import { DepositAddress } from './deposit-address.tsx'
import { DepositList } from './deposit-list.tsx'

/** How this asset is deposited: an address for coins, an explanation for everything else. */
export function DepositTab({ currency }: { currency: Currency }) {
  const levels = useRemote(publicApi.memberLevels, {}, { staleTimeMs: 600_000 })
  const embedded = useEmbedded()
  const [expected, setExpected] = useState<string>()
  const isFiat = currency.type === 'fiat'
  // Until it is known what belongs here nothing is shown, so that nothing has to move.
  if (!isFiat && (levels.isPending || embedded === undefined))
    return <div className="wallets-waiting" aria-busy="true" />
  return (
    <>
      {isFiat ? (
        <FiatNote currency={currency} />
      ) : (
        <CoinDeposit
          currency={currency}
          levelNeeded={levels.data?.deposit.minimum_level ?? 0}
          onGiven={setExpected}
        />
      )}
      <DepositList currency={currency} expected={expected} />
    </>
  )
}

function FiatNote({ currency }: { currency: Currency }) {
  return (
    <EmptyState
      icon="info"
      title={`${currency.name} does not arrive on a blockchain`}
      text={
        <>
          It would be paid in by bank transfer, and no bank is connected to this exchange yet. There is
          nothing for you to do here; what you have of it is shown in your wallets.
        </>
      }
    />
  )
}

type CoinDepositProps = { currency: Currency; levelNeeded: number; onGiven: (txid: string) => void }

function CoinDeposit({ currency, levelNeeded, onGiven }: CoinDepositProps) {
  const level = useSession((session) => session.user?.level ?? 0)
  const networks = currency.networks.filter((each) => each.blockchain_key !== null)
  const [chosen, setChosen] = useState(networks[0]?.blockchain_key ?? undefined)
  const network = networks.find((each) => each.blockchain_key === chosen)
  if (level < levelNeeded) return <LevelNote needed={levelNeeded} />
  if (network === undefined) {
    return <EmptyState icon="info" title="No network" text="This asset cannot be deposited at the moment." />
  }
  return (
    <>
      {networks.length > 1 && (
        <SelectField
          label="Network"
          value={chosen ?? ''}
          onValue={setChosen}
          options={networks.map((each) => ({ value: each.blockchain_key ?? '', label: networkName(each) }))}
        />
      )}
      {network.deposit_enabled ? (
        <DepositAddress
          key={chosen}
          currency={currency}
          network={network}
          name={networkName(network)}
          onGiven={onGiven}
        />
      ) : (
        <EmptyState
          icon="clock"
          title="Deposits are paused"
          text={`${currency.id.toUpperCase()} on ${networkName(network)} is not accepted right now. Do not send any.`}
        />
      )}
    </>
  )
}

const networkName = (network: Network): string => network.protocol ?? network.blockchain_key ?? ''

function LevelNote({ needed }: { needed: number }) {
  const pending = useSession((session) => session.user?.state === 'pending')
  return (
    <Notice tone="warn">
      <p>{pending ? 'Confirm your e-mail to deposit.' : `Deposits begin at level ${needed}.`}</p>
      <Link
        to={pending ? '/email-verification' : '/profile'}
        className={buttonClass({ variant: 'primary', size: 's' }, 'wallets-note-action')}
      >
        {pending ? 'Confirm e-mail' : 'See your level'}
      </Link>
    </Notice>
  )
}
