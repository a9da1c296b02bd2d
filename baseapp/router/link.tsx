import type { AnchorHTMLAttributes, MouseEvent } from 'react'
import { navigate, usePath } from './navigation.ts'

type LinkProps = AnchorHTMLAttributes<HTMLAnchorElement> & { to: string; onPrefetch?: () => void }

const isPlain = (event: MouseEvent) =>
  event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey

/** A real anchor, so that new tabs, copying and screen readers work; plain clicks stay in the application. */
export function Link({ to, onClick, onPrefetch, children, ...rest }: LinkProps) {
  return (
    <a
      {...rest}
      href={to}
      onPointerEnter={onPrefetch}
      onClick={(event) => {
        onClick?.(event)
        if (event.defaultPrevented || !isPlain(event) || rest.target !== undefined) return
        event.preventDefault()
        navigate(to)
      }}
    >
      {children}
    </a>
  )
}

/** A link of a navigation bar; says which page is the current one. `section` is the path prefix that counts. */
export function NavLink({ section, ...rest }: LinkProps & { section?: string }) {
  const path = usePath()
  const base = section ?? rest.to
  const current = base === '/' ? path === '/' : path === base || path.startsWith(`${base}/`)
  return <Link {...rest} aria-current={current ? 'page' : undefined} />
}
