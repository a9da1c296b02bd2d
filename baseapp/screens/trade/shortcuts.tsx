import { useEffect } from 'react'
import { create } from 'zustand'
import { CheckField, Dialog, Key } from '../../../web/kit/index.ts'
import { openMarketSearch } from '../../shell/index.ts'
import { useDraft, type FormDraft } from './form/draft.ts'

type Shortcut = { keys: string; does: string; run?: () => void }

const focusField = (name: string) =>
  document.querySelector<HTMLInputElement>(`[data-field="${name}"]`)?.focus()

/** A field may be drawn only after the change before; so the focus waits for the next frame. */
const begin = (change: Partial<FormDraft>, field: string) => {
  useDraft.setState(change)
  requestAnimationFrame(() => focusField(field))
}

const shortcuts: readonly Shortcut[] = [
  { keys: 'B', does: 'Buy: go to the amount', run: () => begin({ side: 'buy' }, 'quantity') },
  { keys: 'S', does: 'Sell: go to the amount', run: () => begin({ side: 'sell' }, 'quantity') },
  { keys: 'L', does: 'Limit order: go to the price', run: () => begin({ type: 'limit' }, 'price') },
  { keys: 'M', does: 'Market order: go to the amount', run: () => begin({ type: 'market' }, 'quantity') },
  { keys: '/', does: 'Search markets', run: openMarketSearch },
  { keys: '?', does: 'This help', run: () => useHelp.setState(true, true) },
]
const fixed: readonly Shortcut[] = [
  { keys: 'Enter', does: 'Send the order, from any of its fields' },
  { keys: '↑ ↓', does: 'Move through book and markets; in a price or amount, one step more or less' },
  { keys: 'Esc', does: 'Close a dialog, leave a field' },
]

const storageKey = 'singleKeyShortcuts'
const stored = () => {
  try {
    return localStorage.getItem(storageKey) !== 'off'
  } catch {
    return true
  }
}
const useEnabled = create<boolean>(stored)
const useHelp = create<boolean>(() => false)

function setEnabled(enabled: boolean): void {
  useEnabled.setState(enabled, true)
  try {
    localStorage.setItem(storageKey, enabled ? 'on' : 'off')
  } catch {
    // Then the choice lasts for this visit.
  }
}

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.matches('input, select, textarea, [contenteditable], dialog *')

/** Single keys work when nothing is being typed and no dialog is open; they can be turned off in the help. */
export function useShortcuts(): void {
  const enabled = useEnabled()
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && isTyping(event.target)) (event.target as HTMLElement).blur()
      if (event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target)) return
      if (document.querySelector('dialog[open]')) return
      const found = shortcuts.find((each) => each.keys === event.key.toUpperCase())
      if (!found || (!enabled && found.keys !== '?')) return
      event.preventDefault()
      found.run?.()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [enabled])
}

export const openShortcuts = (): void => useHelp.setState(true, true)

/** What the keyboard can do here. */
export function ShortcutsHelp() {
  const open = useHelp()
  const enabled = useEnabled()
  if (!open) return null
  return (
    <Dialog title="Keyboard shortcuts" size="s" onClose={() => useHelp.setState(false, true)}>
      <dl className="shortcuts">
        {[...shortcuts, ...fixed].map(({ keys, does }) => (
          <div key={keys}>
            <dt>
              {keys.split(' ').map((key) => (
                <Key key={key}>{key}</Key>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <CheckField label="Single-key shortcuts are on" checked={enabled} onChecked={setEnabled} />
    </Dialog>
  )
}
