import { useCallback, useEffect, useState } from 'react'

/** Seconds until something is allowed again; `start` begins anew. Measured by the clock, so a sleeping tab is no harm. */
export function useCountdown(seconds: number): { left: number; start: () => void } {
  const [until, setUntil] = useState(0)
  const [now, setNow] = useState(0)
  const left = Math.max(0, Math.ceil((until - now) / 1000))
  useEffect(() => {
    if (left === 0) return
    const timer = setTimeout(() => setNow(Date.now()), 250)
    return () => clearTimeout(timer)
  }, [left, now])
  const start = useCallback(() => {
    const at = Date.now()
    setNow(at)
    setUntil(at + seconds * 1000)
  }, [seconds])
  return { left, start }
}
