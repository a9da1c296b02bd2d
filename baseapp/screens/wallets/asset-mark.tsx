// Only signs that every font has.
const signs: Readonly<Record<string, string>> = { usdt: 'T', usd: '$', eur: '€' }

/** A coin's sign in a circle; decoration beside its name. */
export function AssetMark({ asset }: { asset: string }) {
  return (
    <span className="wallets-mark" data-asset={asset} aria-hidden="true">
      {signs[asset] ?? asset.charAt(0).toUpperCase()}
    </span>
  )
}
