import { useEffect, useState } from 'react'
import { Icon } from '../../web/kit/index.ts'
import { useConnection } from '../feed/index.ts'

const words = { opening: 'Connecting', open: 'Live', lost: 'Reconnecting' } as const

/** Whether prices are live, always in sight. */
export function ConnectionState() {
  const state = useConnection()
  return (
    <output className={`shell-connection is-${state}`} title={`Market data: ${words[state]}`}>
      <span className="shell-dot" aria-hidden="true" />
      <span className="shell-connection-text">{words[state]}</span>
    </output>
  )
}

const patienceMs = 700

/** A lost socket is said in words; not for a blink of the network. */
export const ConnectionBanner = () => (useConnection() === 'lost' ? <LateBanner /> : null)

function LateBanner() {
  const [shown, setShown] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), patienceMs)
    return () => clearTimeout(timer)
  }, [])
  if (!shown) return null
  return (
    <div className="shell-banner" role="alert">
      <Icon name="warn" /> Reconnecting… prices may be old.
    </div>
  )
}
