import { useEffect, useState, type ReactNode } from 'react'
import { Button } from './button.tsx'
import { classNames } from './class-names.ts'
import { directionOf } from './format.ts'
import { Icon, type IconName } from './icon.tsx'

type Tone = 'neutral' | 'good' | 'bad' | 'warn' | 'accent'

/** A small state word: `Active`, `Filled`, `Pending`. */
export function Badge({ tone = 'neutral', children }: { tone?: Tone; children: ReactNode }) {
  return <span className={classNames('k-badge', `is-${tone}`)}>{children}</span>
}

type EmptyStateProps = { icon?: IconName; title: string; text?: ReactNode; action?: ReactNode }

/** What a list says when it has nothing to show. */
export function EmptyState({ icon, title, text, action }: EmptyStateProps) {
  return (
    <div className="k-empty">
      {icon && <Icon name={icon} size={24} />}
      <p className="k-empty-title">{title}</p>
      {text && <p className="k-empty-text">{text}</p>}
      {action}
    </div>
  )
}

/** A message inside a page: `tone` bad for refusals, warn for cautions. */
export function Notice({
  tone = 'accent',
  children,
}: {
  tone?: Exclude<Tone, 'neutral'>
  children: ReactNode
}) {
  return (
    <div className={classNames('k-notice', `is-${tone}`)} role={tone === 'bad' ? 'alert' : undefined}>
      <Icon name={tone === 'good' ? 'check' : tone === 'accent' ? 'info' : 'warn'} />
      <div>{children}</div>
    </div>
  )
}

type PanelProps = {
  title?: ReactNode
  aside?: ReactNode
  children: ReactNode
  className?: string
  label?: string
}

/** A framed part of a page. */
export function Panel({ title, aside, children, className, label }: PanelProps) {
  return (
    <section className={classNames('k-panel', className)} aria-label={label}>
      {(title || aside) && (
        <header className="k-panel-head">
          {typeof title === 'string' ? <h2>{title}</h2> : title}
          {aside}
        </header>
      )}
      {children}
    </section>
  )
}

/** A change with its direction told by sign, arrow and colour. */
export function Change({ text, arrow = true }: { text: string | undefined; arrow?: boolean }) {
  if (text === undefined) return <span className="num faint">–</span>
  const direction = directionOf(text)
  const arrows = { '-1': '▼', 0: '', 1: '▲' }
  return (
    <span className={classNames('num', 'k-change', direction > 0 && 'is-buy', direction < 0 && 'is-sell')}>
      {arrow && direction !== 0 && <span aria-hidden="true">{arrows[direction]}</span>}
      {text}
    </span>
  )
}

/** Copies a text, and says that it did. */
export function CopyButton({ text, label = 'Copy' }: { text: string; label?: string }) {
  const [done, setDone] = useState<'no' | 'yes' | 'failed'>('no')
  useEffect(() => {
    if (done === 'no') return
    const timer = setTimeout(() => setDone('no'), 2_000)
    return () => clearTimeout(timer)
  }, [done])
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setDone('yes')
    } catch {
      // The browser may forbid it; the text itself stays selectable beside the button.
      setDone('failed')
    }
  }
  return (
    <Button size="s" icon={done === 'yes' ? 'check' : 'copy'} onClick={() => void copy()}>
      <span aria-live="polite">
        {done === 'yes' ? 'Copied' : done === 'failed' ? 'Select and copy' : label}
      </span>
    </Button>
  )
}

/** A key on the keyboard. */
export const Key = ({ children }: { children: ReactNode }) => <kbd className="k-key">{children}</kbd>
