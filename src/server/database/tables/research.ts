import type { Generated } from 'kysely'
import type { Card } from '../../../contract/cards.ts'
import type { FactKind, PrivateKind } from '../../../contract/dossiers.ts'
import type { confidences } from '../../../contract/facts.ts'
import type { SourceBasis } from '../../../contract/sources.ts'
import type { FieldVersions, Json } from './columns.ts'

export interface DossierFacts {
  workspace_id: string
  id: string
  company_id: string | null
  person_id: string | null
  household_id: string | null
  kind: FactKind
  is_private: boolean
  text: string
  source: string
  learned_on: string
  confidence: (typeof confidences)[number]
  basis: SourceBasis
  expires_on: string
  created_at: Date
  created_by: string | null
  version: Generated<number>
  field_versions: FieldVersions
}

export interface PrivateStatements {
  workspace_id: string
  id: string
  kinds: PrivateKind[]
  basis: SourceBasis | null
  wording: string | null
  stated_at: Date
  stated_by: string | null
}

export interface Cards {
  workspace_id: string
  id: string
  kind: Card['kind']
  title: string
  title_folded: string
  words_folded: string
  product_id: string | null
  sector: string | null
  sector_folded: string | null
  price_position: Card['pricePosition']
  texts: Json<Card['texts']>
  retired_at: Date | null
  created_at: Date
  version: Generated<number>
  field_versions: FieldVersions
}

export interface CardVersions {
  workspace_id: string
  card_id: string
  version: number
  title: string
  price_position: Card['pricePosition']
  texts: Json<Card['texts']>
  changed_at: Date
  changed_by: string | null
}

export interface DealCompetitors {
  workspace_id: string
  id: string
  deal_id: string
  card_id: string
  named_at: Date
}
