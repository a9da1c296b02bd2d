import { useState } from 'react'
import {
  Badge,
  buttonClass,
  DataTable,
  dateTimeText,
  decimal,
  EmptyState,
  Icon,
  type Column,
} from '../../../web/kit/index.ts'
import { accountApi, publicApi, useRemote, type Currency, type Deposit } from '../../api/index.ts'
import { depositProgress, explorerLink, shortened } from '../../deposits/index.ts'
import { ExportCsv, PagedList, type CsvColumn } from '../../orders/index.ts'
import { Link } from '../../router/index.ts'
import { chosenOf, Filter } from './filters.tsx'

const rowsPerPage = 25
/** What the endpoint allows. */
const rowsPerRead = 100

export function DepositHistory() {
  const known = useRemote(publicApi.currencies, { limit: 1000 }, { staleTimeMs: 600_000 })
  const assets = known.data ?? []
  const [currency, setCurrency] = useState('')
  const input = chosenOf({ currency })
  const options = assets.map(({ id }) => ({ value: id, label: id.toUpperCase() }))
  return (
    <>
      <div className="history-tools">
        <Filter
          label="Asset"
          options={[{ value: '', label: 'All assets' }, ...options]}
          value={currency}
          onValue={setCurrency}
        />
        <span className="history-actions">
          <ExportCsv
            fileName="deposits"
            endpoint={accountApi.deposits}
            input={input}
            columns={depositCsv}
            rowsPerPage={rowsPerRead}
          />
        </span>
      </div>
      {known.isPending ? (
        // Precisions and confirmations first: figures that change their form would move the columns.
        <DataTable
          caption="Deposit history"
          columns={columnsFor([])}
          rows={[]}
          keyOf={(row) => row.id}
          loading
        />
      ) : (
        <PagedList
          caption="Deposit history"
          endpoint={accountApi.deposits}
          input={input}
          pageLength={rowsPerPage}
          columns={columnsFor(assets)}
          empty={
            <EmptyState
              icon="wallet"
              title={currency === '' ? 'No deposits yet' : `No ${currency.toUpperCase()} deposits`}
              text="Coins that arrive at your addresses appear here."
              action={
                <Link to={currency === '' ? '/wallets' : `/wallets/${currency}`} className={buttonClass({})}>
                  Deposit
                </Link>
              }
            />
          }
        />
      )}
    </>
  )
}

function columnsFor(assets: readonly Currency[]): Column<Deposit>[] {
  const assetOf = (deposit: Deposit) => assets.find((each) => each.id === deposit.currency)
  const networkOf = (deposit: Deposit) =>
    assetOf(deposit)?.networks.find((each) => each.blockchain_key === deposit.blockchain_key)
  return [
    { id: 'time', head: 'Time', cell: (row) => <span className="num">{dateTimeText(row.created_at)}</span> },
    { id: 'asset', head: 'Asset', cell: (row) => <strong>{row.currency.toUpperCase()}</strong> },
    {
      id: 'amount',
      head: 'Amount',
      align: 'right',
      cell: (row) => decimal(row.amount, assetOf(row)?.precision ?? 8),
    },
    { id: 'network', head: 'Network', cell: (row) => row.protocol ?? row.blockchain_key },
    {
      id: 'txid',
      head: 'Transaction',
      cell: (row) => (
        <Transaction txid={row.txid} link={explorerLink(networkOf(row)?.explorer_transaction, row.txid)} />
      ),
    },
    {
      id: 'state',
      head: 'Status',
      align: 'right',
      cell(row) {
        const { word, tone, counted } = depositProgress(row, networkOf(row)?.min_confirmations)
        return (
          <Badge tone={tone}>
            {word}
            {counted && ` ${counted[0]} of ${counted[1]}`}
          </Badge>
        )
      },
    },
  ]
}

function Transaction({ txid, link }: { txid: string; link: string | undefined }) {
  return (
    <span className="history-txid" title={txid}>
      {link ? (
        <a href={link} target="_blank" rel="noreferrer">
          {shortened(txid)} <Icon name="external" size={12} />
        </a>
      ) : (
        shortened(txid)
      )}
    </span>
  )
}

const depositCsv: readonly CsvColumn<Deposit>[] = [
  ['id', (deposit) => deposit.tid],
  ['time', (deposit) => deposit.created_at],
  ['asset', (deposit) => deposit.currency],
  ['amount', (deposit) => deposit.amount],
  ['fee', (deposit) => deposit.fee],
  ['network', (deposit) => deposit.blockchain_key],
  ['transaction', (deposit) => deposit.txid],
  ['confirmations', (deposit) => deposit.confirmations],
  ['status', (deposit) => deposit.state],
]
