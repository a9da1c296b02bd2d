import { SelectField } from '../../../web/kit/index.ts'
import { useMarkets } from '../../markets/index.ts'

type Option = { value: string; label: string }
type FilterProps = {
  label: string
  value: string
  onValue: (value: string) => void
  options: readonly Option[]
}

/** One choice that narrows a list; the first option narrows nothing. */
export const Filter = ({ label, ...rest }: FilterProps) => (
  <SelectField label={label} hideLabel compact {...rest} />
)

type OneFilterProps = { value: string; onValue: (value: string) => void }

export function MarketFilter(props: OneFilterProps) {
  const markets = useMarkets().data ?? []
  const options = markets.map(({ id, name }) => ({ value: id, label: name }))
  return <Filter label="Market" options={[{ value: '', label: 'All markets' }, ...options]} {...props} />
}

const sides = [
  { value: '', label: 'Buy and sell' },
  { value: 'buy', label: 'Buy' },
  { value: 'sell', label: 'Sell' },
]

export const SideFilter = (props: OneFilterProps) => <Filter label="Side" options={sides} {...props} />

/** Leaves out what was not chosen, as endpoints want it. */
export const chosenOf = <Name extends string>(filters: Record<Name, string>): { [N in Name]?: string } =>
  Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== '')) as { [N in Name]?: string }
