import { useEffect, useRef, useState } from 'react'
import { Icon, toast } from '../../web/kit/index.ts'
import { messageOf } from '../api/index.ts'
import { Link, navigate } from '../router/index.ts'
import { signOut, useSession } from '../session/index.ts'

/** The signed-in user's name, and the way out. */
export function UserMenu() {
  const user = useSession((session) => session.user)
  const [open, setOpen] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (!open) return
    const outside = (event: PointerEvent) => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) setOpen(false)
    }
    document.addEventListener('pointerdown', outside)
    return () => document.removeEventListener('pointerdown', outside)
  }, [open])
  const leave = async () => {
    setOpen(false)
    try {
      await signOut()
      navigate('/')
    } catch (error) {
      toast('error', 'You are still signed in', messageOf(error))
    }
  }
  return (
    <div
      className="shell-user"
      role="presentation"
      ref={box}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open) return
        setOpen(false)
        button.current?.focus()
      }}
      onBlur={(event) => {
        if (event.relatedTarget instanceof Node && !box.current?.contains(event.relatedTarget)) setOpen(false)
      }}
    >
      <button
        ref={button}
        type="button"
        className="shell-user-button"
        aria-expanded={open}
        aria-controls="user-menu"
        aria-label="Account"
        onClick={() => setOpen(!open)}
      >
        <Icon name="user" size={18} />
        <Icon name="down" size={12} />
      </button>
      {open && (
        <div className="shell-menu" id="user-menu">
          <p className="shell-menu-who">
            <strong>{user?.email}</strong>
            <span className="faint">{user?.uid}</span>
          </p>
          <Link to="/profile" onClick={() => setOpen(false)}>
            <Icon name="shield" /> Profile and security
          </Link>
          <Link to="/history" onClick={() => setOpen(false)}>
            <Icon name="clock" /> History
          </Link>
          <Link to="/proof-of-liabilities" onClick={() => setOpen(false)}>
            <Icon name="check" /> Proof of liabilities
          </Link>
          <button type="button" onClick={() => void leave()}>
            <Icon name="exit" /> Sign out
          </button>
        </div>
      )}
    </div>
  )
}
