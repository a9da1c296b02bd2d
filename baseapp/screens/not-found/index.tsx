import { buttonClass, EmptyState } from '../../../web/kit/index.ts'
import { Link, useTitle } from '../../router/index.ts'

/** Any path that is no page. */
export function NotFoundScreen() {
  useTitle('Page not found')
  return (
    <div className="page">
      <h1 className="visually-hidden" tabIndex={-1}>
        Page not found
      </h1>
      <EmptyState
        icon="search"
        title="There is no page here"
        text="The address may be mistyped, or the page has moved."
        action={
          <Link to="/trading" className={buttonClass({ variant: 'primary' })}>
            Go to the market
          </Link>
        }
      />
    </div>
  )
}
