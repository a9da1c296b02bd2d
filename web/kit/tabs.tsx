import { useId, type KeyboardEvent, type ReactNode } from 'react'
import { classNames } from './class-names.ts'

type Item<Id extends string> = { id: Id; label: ReactNode; badge?: ReactNode; disabled?: boolean }
type TabsProps<Id extends string> = {
  items: readonly Item<Id>[]
  value: Id
  onValue: (id: Id) => void
  /** What the tabs choose between. */
  label: string
  /** `line` for panels, `pill` for small switches, `side` for buy and sell. */
  look?: 'line' | 'pill' | 'side'
  /** The same for `TabPanel`, when there are panels. */
  name?: string
  className?: string
}

const moves: Record<string, (at: number, count: number) => number> = {
  ArrowRight: (at, count) => (at + 1) % count,
  ArrowLeft: (at, count) => (at - 1 + count) % count,
  Home: () => 0,
  End: (_at, count) => count - 1,
}

/** Tabs by the ARIA pattern: one stop of the Tab key, arrows move and choose. */
export function Tabs<Id extends string>(props: TabsProps<Id>) {
  const { items, value, onValue, label, look = 'line', name, className } = props
  const own = useId()
  const prefix = name ?? own
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const usable = items.filter((item) => item.disabled !== true)
    const move = moves[event.key]
    const next =
      move &&
      usable[
        move(
          usable.findIndex((item) => item.id === value),
          usable.length,
        )
      ]
    if (!next) return
    event.preventDefault()
    onValue(next.id)
    event.currentTarget.querySelector<HTMLElement>(`[data-tab="${next.id}"]`)?.focus()
  }
  return (
    <div
      role="tablist"
      tabIndex={-1}
      aria-label={label}
      className={classNames('k-tabs', `is-${look}`, className)}
      onKeyDown={onKeyDown}
    >
      {items.map((item) => (
        <button
          key={item.id}
          type="button"
          role="tab"
          id={`${prefix}-tab-${item.id}`}
          data-tab={item.id}
          aria-selected={item.id === value}
          aria-controls={name && item.id === value ? `${prefix}-panel` : undefined}
          tabIndex={item.id === value ? 0 : -1}
          disabled={item.disabled}
          onClick={() => onValue(item.id)}
        >
          {item.label}
          {item.badge !== undefined && <span className="k-tab-badge">{item.badge}</span>}
        </button>
      ))}
    </div>
  )
}

/** The panel that the tabs of the same `name` show. */
export function TabPanel(props: { name: string; value: string; className?: string; children: ReactNode }) {
  return (
    <div
      role="tabpanel"
      id={`${props.name}-panel`}
      aria-labelledby={`${props.name}-tab-${props.value}`}
      className={props.className}
    >
      {props.children}
    </div>
  )
}
