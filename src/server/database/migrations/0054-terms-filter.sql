-- Deals are filtered by their terms of payment.
create index deals_by_payment_terms on deals (workspace_id, payment_terms_id, id) where payment_terms_id is not null;
