import type { Logger } from '../../../platform/log/index.ts'

export type WebhookPorts = {
  log: Logger
  /** Waits between attempts; the last one repeats. */
  webhookBackoffMs?: readonly number[]
}

const backoffMsDefault = [1_000, 5_000, 30_000, 60_000]
const answerMsMax = 5_000

/** Posts JSON until somebody answers with a success, or `signal` ends it. Follows no redirects; never rejects. */
export async function callWebhook(
  url: string,
  body: object,
  { log, webhookBackoffMs = backoffMsDefault, signal }: WebhookPorts & { signal: AbortSignal },
): Promise<void> {
  for (let attempt = 0; !signal.aborted; attempt++) {
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
        redirect: 'error',
        signal: AbortSignal.any([signal, AbortSignal.timeout(answerMsMax)]),
      })
      await response.body?.cancel()
      if (response.ok) return
      log.warn({ attempt, status: response.status }, 'the alarm webhook refused')
    } catch (error) {
      log.warn({ attempt, err: error }, 'the alarm webhook could not be called')
    }
    await pause(webhookBackoffMs[Math.min(attempt, webhookBackoffMs.length - 1)]!, signal)
  }
}

function pause(durationMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const end = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, durationMs)
    signal.addEventListener('abort', end)
  })
}
