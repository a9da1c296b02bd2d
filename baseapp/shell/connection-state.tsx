import { useEffect, useState } from 'react'
import { Icon } from '../../web/kit/index.ts'
import { useConnection } from '../feed/index.ts'

const words = { opening: 'Connecting', open: 'Live', lost: 'Reconnecting' } as const

/** Whether prices are live, always in sight. */
export function ConnectionState() {
  const state = useConnection()
  return (
    <span className={`shell-connection is-${state}`} role="status" title={`Market data: ${words[state]}`}>
      <span className="shell-dot" aria-hidden="true" />
      <span className="shell-connection-text">{words[state]}</span>
    </span>
  )
}

const patienceMs = 700

/** A lost socket is said in words; not for a blink of the network. */
export function ConnectionBanner() {
  const lost = useConnection() === 'lost'
  const [shown, setShown] = useState(false)
  useEffect(() => {
    if (!lost) return setShown(false)
    const timer = setTimeout(() => setShown(true), patienceMs)
    return () => clearTimeout(timer)
  }, [lost])
  if (!shown) return null
  return (
    <div className="shell-banner" role="alert">
      <Icon name="warn" /> Reconnecting… prices may be old.
    </div>
  )
}
