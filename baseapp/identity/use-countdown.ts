import { useCallback, useEffect, useState } from 'react'

const lookMs = 250

/** Seconds until something is allowed again; `start` begins anew. By the clock, so a sleeping tab is no harm. */
export function useCountdown(seconds: number): { left: number; start: () => void } {
  const [{ until, now }, setTimes] = useState({ until: 0, now: 0 })
  useEffect(() => {
    if (until === 0) return
    const timer = setInterval(() => {
      const at = Date.now()
      setTimes({ until, now: at })
      if (at >= until) clearInterval(timer)
    }, lookMs)
    return () => clearInterval(timer)
  }, [until])
  const start = useCallback(() => {
    const at = Date.now()
    setTimes({ until: at + seconds * 1000, now: at })
  }, [seconds])
  return { left: Math.max(0, Math.ceil((until - now) / 1000)), start }
}
