import { useState } from 'react'
import {
  Button,
  buttonClass,
  DataTable,
  dateTimeText,
  decimal,
  EmptyState,
  Pager,
  Panel,
  SelectField,
  toast,
  type Column,
} from '../../../web/kit/index.ts'
import {
  accountApi,
  call,
  messageOf,
  publicApi,
  useRemote,
  type Currency,
  type PublishedProof,
} from '../../api/index.ts'
import { Link } from '../../router/index.ts'
import { useSession } from '../../session/index.ts'
import { canHash } from './check-proof.ts'

const rowsPerPage = 8
type Check = (raw: unknown) => Promise<void>

/** What was published, newest first; the signed-in check their own part of it from here. */
export function PublishedProofs({ check }: { check: Check }) {
  const status = useSession((session) => session.status)
  const assets = useRemote(publicApi.currencies, { limit: 1000 }, { staleTimeMs: 600_000 })
  const [{ currency, page }, setPlace] = useState({ currency: '', page: 1 })
  const input = { page, limit: rowsPerPage, ...(currency !== '' && { currency }) }
  const list = useRemote(publicApi.liabilityProofs, input, { keepPrevious: true, refreshMs: 30_000 })
  const options = (assets.data ?? []).map(({ id }) => ({ value: id, label: id.toUpperCase() }))
  return (
    <Panel
      title="Published proofs"
      aside={
        <span className="proof-aside">
          {status === 'anonymous' && (
            <Link
              to="/signin?return_to=%2Fproof-of-liabilities"
              className={buttonClass({ variant: 'ghost', size: 's' })}
            >
              Sign in to check yours
            </Link>
          )}
          <SelectField
            label="Asset"
            hideLabel
            compact
            options={[{ value: '', label: 'All assets' }, ...options]}
            value={currency}
            onValue={(next) => setPlace({ currency: next, page: 1 })}
          />
        </span>
      }
    >
      {list.isError && list.data === undefined ? (
        <EmptyState
          icon="warn"
          title="The proofs could not be loaded"
          text={messageOf(list.error)}
          action={<Button onClick={() => void list.refetch()}>Try again</Button>}
        />
      ) : (
        <DataTable
          caption="Published proofs"
          columns={columnsFor({
            assets: assets.data ?? [],
            check: status === 'signed-in' ? check : undefined,
          })}
          rows={list.data ?? []}
          keyOf={({ sequence, currency }) => `${sequence} ${currency}`}
          loading={list.isPending}
          loadingRows={rowsPerPage}
          empty={
            <EmptyState
              icon="shield"
              title="Nothing is published yet"
              text="The first proof comes with the exchange’s schedule; from then on you can check yours here."
            />
          }
        />
      )}
      <Pager
        label="Pages of the published proofs"
        page={page}
        hasNext={list.data?.length === rowsPerPage}
        onPage={(next) => setPlace({ currency, page: next })}
      />
    </Panel>
  )
}

type Around = { assets: readonly Currency[]; check: Check | undefined }

function columnsFor({ assets, check }: Around): Column<PublishedProof>[] {
  const digitsOf = (currency: string) => assets.find(({ id }) => id === currency)?.precision ?? 8
  const columns: Column<PublishedProof>[] = [
    { id: 'time', head: 'State of', cell: ({ time }) => <span className="num">{dateTimeText(time)}</span> },
    { id: 'asset', head: 'Asset', cell: ({ currency }) => <strong>{currency.toUpperCase()}</strong> },
    {
      id: 'sum',
      head: 'Owed to all users',
      align: 'right',
      cell: ({ sum, currency }) => <span className="num">{decimal(sum, digitsOf(currency))}</span>,
    },
    {
      id: 'sequence',
      head: 'Journal record',
      align: 'right',
      cell: ({ sequence }) => <span className="num">{sequence}</span>,
    },
    {
      id: 'root',
      head: 'Fingerprint',
      cell: ({ root }) => (
        <code className="proof-short" title={root}>
          {root.slice(0, 10)}…{root.slice(-6)}
        </code>
      ),
    },
  ]
  if (!check) return columns
  const action: Column<PublishedProof> = {
    id: 'check',
    head: <span className="visually-hidden">Check</span>,
    short: false,
    align: 'right',
    cell: (row) => <CheckMine row={row} check={check} />,
  }
  return [...columns, action]
}

function CheckMine({ row: { sequence, currency, time }, check }: { row: PublishedProof; check: Check }) {
  const [pending, setPending] = useState(false)
  const run = async () => {
    setPending(true)
    try {
      await check(await call(accountApi.inclusionProof, { sequence, currency }))
    } catch (error) {
      toast('error', `No ${currency.toUpperCase()} proof for you`, messageOf(error))
    } finally {
      setPending(false)
    }
  }
  return (
    <Button size="s" pending={pending} disabled={!canHash()} onClick={() => void run()}>
      Check mine
      <span className="visually-hidden">
        : {currency.toUpperCase()} of {dateTimeText(time)}
      </span>
    </Button>
  )
}
