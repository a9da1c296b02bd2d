import { useState } from 'react'
import { CheckField, decimalText, EmptyState, Icon, Skeleton, TextField } from '../../../web/kit/index.ts'
import { Link } from '../../router/index.ts'
import { AssetMark } from './asset-mark.tsx'
import { valuedIn, visibleRows, type WalletRow } from './wallet-rows.ts'

type WalletListProps = { rows: readonly WalletRow[] | undefined; chosen: string | undefined }

/** Every asset with what the user has of it. A row is a link to the asset. */
export function WalletList({ rows, chosen }: WalletListProps) {
  const [search, setSearch] = useState('')
  const [hideSmall, setHideSmall] = useState(false)
  const visible = visibleRows(rows ?? [], { search, hideSmall })
  return (
    <section className="k-panel wallets-list" aria-label="Balances">
      <div className="wallets-tools">
        <TextField
          label="Search assets"
          hideLabel
          type="search"
          placeholder="Search assets"
          prefix={<Icon name="search" size={14} />}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
        <CheckField label="Hide small" checked={hideSmall} onChecked={setHideSmall} />
      </div>
      <table className="wallets-table" aria-busy={rows === undefined || undefined}>
        <caption className="visually-hidden">Balances by asset</caption>
        <thead>
          <tr>
            <th scope="col">Asset</th>
            <th scope="col" className="is-right">
              Total
            </th>
            <th scope="col" className="is-right is-wide">
              Available
            </th>
            <th scope="col" className="is-right is-wide">
              In orders
            </th>
            <th scope="col" className="is-right">
              Value, {valuedIn.toUpperCase()}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows === undefined && <LoadingRows />}
          {visible.map((row) => (
            <Row key={row.asset} row={row} isChosen={row.asset === chosen} />
          ))}
        </tbody>
      </table>
      {rows !== undefined && visible.length === 0 && (
        <EmptyState
          icon="search"
          title="No asset found"
          text={hideSmall ? 'Small balances are hidden.' : 'Try another name.'}
        />
      )}
    </section>
  )
}

function Row({ row, isChosen }: { row: WalletRow; isChosen: boolean }) {
  const text = (units: bigint) => decimalText(units, row.precision)
  return (
    <tr className={isChosen ? 'is-chosen' : undefined}>
      <td>
        <span className="wallets-asset">
          <AssetMark asset={row.asset} />
          <span>
            <Link
              to={`/wallets/${row.asset}`}
              className="wallets-link"
              aria-current={isChosen ? 'true' : undefined}
            >
              {row.asset.toUpperCase()}
            </Link>
            <span className="wallets-name faint">{row.name}</span>
          </span>
        </span>
      </td>
      <td className="num is-right">{text(row.total)}</td>
      <td className="num is-right is-wide">{text(row.available)}</td>
      <td className={row.held === 0n ? 'num is-right is-wide faint' : 'num is-right is-wide'}>
        {text(row.held)}
      </td>
      <td className="num is-right muted">{row.value === undefined ? '–' : decimalText(row.value, 2)}</td>
    </tr>
  )
}

const LoadingRows = () =>
  Array.from({ length: 4 }, (_each, row) => (
    <tr key={row} aria-hidden="true">
      <td>
        <span className="wallets-asset">
          <span className="wallets-mark" />
          <Skeleton width="64px" />
        </span>
      </td>
      <td className="is-right">
        <Skeleton width="80px" />
      </td>
      <td className="is-right is-wide">
        <Skeleton width="80px" />
      </td>
      <td className="is-right is-wide">
        <Skeleton width="80px" />
      </td>
      <td className="is-right">
        <Skeleton width="64px" />
      </td>
    </tr>
  ))
