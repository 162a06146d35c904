# Writes changing.json: log-rank tests of subjects that change their group and stratum with the days. Run from the project's root, only when a case is added:
#   Rscript test/statistics/golden/changing.R
library(survival)
source("test/statistics/golden/kit.R")

# Each subject goes through strata and groups on days of its own; a day belongs to what it was in before. Rows: subject, first day, last day, ended, group, stratum.
changing <- function(name, seed, n, groups, strata, late) {
  set.seed(seed)
  rows <- do.call(rbind, lapply(seq_len(n), function(subject) {
    last <- rgeom(1, 1 / 25)
    first <- if (late && runif(1) < 0.4) rpois(1, 8) else 0
    if (first > last) return(NULL)
    cuts <- sort(unique(c(sample(0:60, sample(0:(groups + strata), 1)), last)))
    cuts <- unique(pmin(cuts[cuts >= first], last))
    from <- c(first, head(cuts, -1) + 1)
    cbind(subject, from, cuts, 0, sample(groups, length(cuts), TRUE), sample(strata, length(cuts), TRUE))
  }))
  ends <- !duplicated(rows[, 1], fromLast = TRUE) & runif(nrow(rows)) < 0.6
  rows[ends, 4] <- 1
  data <- data.frame(start = rows[, 2] - 1, stop = rows[, 3], end = rows[, 4], group = factor(rows[, 5]), stratum = rows[, 6])
  model <- Surv(start, stop, end) ~ group + strata(stratum)
  statistic <- coxph(model, data = data, ties = "exact")$score
  golden <- list(name = name, rows = unname(rows), degrees = groups - 1, statistic = statistic,
    pValue = pchisq(statistic, groups - 1, lower.tail = FALSE))
  if (groups > 2) return(golden)
  # One step of Newton from no difference is (O - E) / V; there the information is V.
  step <- suppressWarnings(coxph(model, data = data, ties = "exact", control = coxph.control(iter.max = 1)))
  still <- coxph(model, data = data, ties = "exact", init = 0, control = coxph.control(iter.max = 0))
  c(golden, list(estimate = unname(coef(step)), error = unname(sqrt(still$var[1, 1]))))
}
write("changing", list(
  changing("two groups in three strata", 1, 120, 2, 3, FALSE),
  changing("two groups in three strata, delayed entry", 2, 150, 2, 3, TRUE),
  changing("two groups in one stratum", 3, 60, 2, 1, TRUE),
  changing("three groups in two strata", 4, 150, 3, 2, TRUE)))
