/** Acts later, unless the function that it gives is called before. */
type After = (ms: number, act: () => void) => () => void

/** Acts when calls have rested for `quietMs`, and `mostMs` after the first one at the latest: a bot never rests. */
export function whenSettled(
  act: () => void,
  { quietMs, mostMs }: { quietMs: number; mostMs: number },
  after: After,
) {
  let stopQuiet: (() => void) | undefined
  let stopMost: (() => void) | undefined
  const cancel = () => {
    stopQuiet?.()
    stopMost?.()
    stopQuiet = stopMost = undefined
  }
  const settle = () => {
    cancel()
    act()
  }
  return {
    call(): void {
      stopQuiet?.()
      stopQuiet = after(quietMs, settle)
      stopMost ??= after(mostMs, settle)
    },
    cancel,
  }
}
