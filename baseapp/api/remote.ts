import type { Endpoint, Method, Params } from '../../contract/index.ts'

/** `root`: outside of `/api/v2`, the embedded profile's own. */
export type Mount = 'peatio' | 'barong' | 'root'
type Scalar = string | number | boolean
export type Input<Name extends string = string> = {
  readonly [N in Name]?: Scalar | readonly Scalar[] | undefined
}

/** An endpoint as a browser sees it: where it is and what may be sent. */
export type Remote<Name extends string, Reply> = {
  mount: Mount
  method: Method
  path: string
  /** Type only. */
  readonly names?: Name
  /** Type only. */
  readonly reply?: Reply
}

/** An endpoint of the contract below its mount. */
export const at = <P extends Params, Reply>(
  mount: Mount,
  { method, path }: Endpoint<P, Reply>,
): Remote<keyof P & string, Reply> => ({ mount, method, path })
