import { create } from 'zustand'
import { IconButton } from './button.tsx'
import { Icon, type IconName } from './icon.tsx'

type Kind = 'success' | 'error' | 'info'
type Message = { id: number; kind: Kind; title: string; text?: string | undefined }

const useToasts = create<{ list: Message[]; last: number }>(() => ({ list: [], last: 0 }))
const shownMs: Record<Kind, number> = { success: 5_000, info: 6_000, error: 9_000 }
const limit = 4

const close = (id: number) =>
  useToasts.setState(({ list }) => ({ list: list.filter((each) => each.id !== id) }))

/** Says something in the corner, and to screen readers; errors stay longer. The same message is not repeated. */
export function toast(kind: Kind, title: string, text?: string): void {
  const { list, last } = useToasts.getState()
  const id = last + 1
  const others = list.filter((each) => each.title !== title || each.text !== text)
  useToasts.setState({ last: id, list: [...others, { id, kind, title, text }].slice(-limit) })
  setTimeout(() => close(id), shownMs[kind])
}

const icons: Record<Kind, IconName> = { success: 'check', error: 'warn', info: 'info' }

/** Where toasts appear; once per application. */
export function Toasts() {
  const list = useToasts((state) => state.list)
  return (
    <section className="k-toasts" aria-label="Messages">
      <div aria-live="polite">
        {list.map((each) => (
          <div
            key={each.id}
            className={`k-toast is-${each.kind}`}
            role={each.kind === 'error' ? 'alert' : undefined}
          >
            <Icon name={icons[each.kind]} size={18} />
            <div className="k-toast-text">
              <strong>{each.title}</strong>
              {each.text && <p>{each.text}</p>}
            </div>
            <IconButton icon="close" label="Dismiss message" size="s" onClick={() => close(each.id)} />
          </div>
        ))}
      </div>
    </section>
  )
}
