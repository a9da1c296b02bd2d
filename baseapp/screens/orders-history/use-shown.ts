import { navigate, useQueryString } from '../../router/index.ts'

/** Which part of a page is shown, kept in its address (`?show=`) so that it can be linked to; the first by default. */
export function useShown<Id extends string>(
  path: string,
  ids: readonly [Id, ...Id[]],
): [Id, (id: Id) => void] {
  const wanted = useQueryString().get('show')
  const shown = ids.find((id) => id === wanted) ?? ids[0]
  return [shown, (id) => navigate(id === ids[0] ? path : `${path}?show=${id}`, { replace: true })]
}
