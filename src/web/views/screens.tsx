import { ListScreen } from './list-screen.tsx'

export function CompaniesScreen() {
  return <ListScreen kind="companies" />
}

export function PeopleScreen() {
  return <ListScreen kind="people" />
}

export function HouseholdsScreen() {
  return <ListScreen kind="households" />
}

export function ProductsScreen() {
  return <ListScreen kind="products" />
}

export function DealsScreen() {
  return <ListScreen kind="deals" />
}
