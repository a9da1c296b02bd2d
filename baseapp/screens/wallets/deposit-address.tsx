import { QRCodeSVG } from 'qrcode.react'
import { useEffect } from 'react'
import { Button, CopyButton, decimal, Notice, Skeleton } from '../../../web/kit/index.ts'
import { accountApi, messageOf, useRemote, type Currency, type Network } from '../../api/index.ts'
import { useEmbedded } from '../../embedded/index.ts'
import { TestCoins } from './test-coins.tsx'

type DepositAddressProps = {
  currency: Currency
  network: Network
  /** The network's, for people. */
  name: string
  /** Test coins are on their way, in this transaction. */
  onGiven: (txid: string) => void
}

const askAgainMs = 1_500

/** The user's own address for an asset on a network, as text and QR code. */
export function DepositAddress({ currency, network, name, onGiven }: DepositAddressProps) {
  const embedded = useEmbedded() === true
  const asked = { currency: currency.id, blockchain_key: network.blockchain_key ?? undefined }
  const answer = useRemote(accountApi.depositAddress, asked, { staleTimeMs: 60_000 })
  const address = answer.data?.address
  const isBeingMade = answer.isSuccess && address === null
  const { refetch } = answer
  useEffect(() => {
    if (!isBeingMade) return
    const timer = setInterval(() => void refetch(), askAgainMs)
    return () => clearInterval(timer)
  }, [isBeingMade, refetch])
  if (answer.isError) {
    return (
      <Notice tone="bad">
        <p>{messageOf(answer.error)}</p>
        <Button size="s" className="wallets-note-action" onClick={() => void refetch()}>
          Try again
        </Button>
      </Notice>
    )
  }
  const code = currency.id.toUpperCase()
  return (
    <div className="wallets-deposit">
      {embedded && (
        <TestCoins
          currency={currency.id}
          address={address ?? undefined}
          confirmationsNeeded={network.min_confirmations}
          onGiven={onGiven}
        />
      )}
      <div className="wallets-address">
        <div className="wallets-qr">
          {address && (
            <QRCodeSVG value={address} size={132} marginSize={0} title={`QR code of your ${code} address`} />
          )}
        </div>
        <div className="wallets-address-text">
          <p className="wallets-label">Your {code} address</p>
          {address ? (
            <p className="wallets-address-code">{address}</p>
          ) : (
            <output className="wallets-address-code">
              <Skeleton width="100%" />
              <span className="faint">{isBeingMade ? 'Your address is being made…' : ''}</span>
            </output>
          )}
          <div>{address && <CopyButton text={address} label="Copy address" />}</div>
        </div>
      </div>
      <dl className="wallets-terms">
        <div>
          <dt>Network</dt>
          <dd>{name}</dd>
        </div>
        <div>
          <dt>Minimum</dt>
          <dd className="num">
            {decimal(network.min_deposit_amount, currency.precision, { trimmed: true })} {code}
          </dd>
        </div>
        <div>
          <dt>Credited after</dt>
          <dd className="num">{confirmationsText(network.min_confirmations)}</dd>
        </div>
      </dl>
      <Notice tone="warn">
        Send only {code} over {name}. Anything else sent to this address, or less than the minimum, is not
        credited.
      </Notice>
    </div>
  )
}

const confirmationsText = (count: number | undefined): string =>
  count === undefined ? 'confirmation' : `${count} ${count === 1 ? 'confirmation' : 'confirmations'}`
