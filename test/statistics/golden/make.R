# Writes the JSON files beside it, which the tests read. Made with R 4 and its package survival (Debian: r-base-core
# r-cran-survival). Run from the project's root, only when a case is added:
#   Rscript test/statistics/golden/make.R
library(survival)
source("test/statistics/golden/kit.R")

# --- Cases ------------------------------------------------------------------------------------------------------------
cases <- list(
  case("no ties", -0.5, c(3, 8, 11, 15, 21, 30, 34, 41, 55, 60), c(1, 0, 2, 1, 3, 0, 1, 1, 2, 0)),
  case("heavy ties", -0.5, rep(c(0, 1, 2, 5), each = 10), c(0:3, 1, 1, 1, 2, 2, 0, 0:3, 1, 1, 0, 2, 2, 0, rep(c(1, 0, 2, 3, 1), 4))),
  case("empty early risk sets", c(9.5, 9.5, 14.5, 19.5, 19.5, 24.5, 29.5, 9.5), c(15, 22, 30, 25, 40, 33, 45, 50), c(1, 2, 0, 1, 1, 3, 0, 1)),
  case("risk set empty in between, after open ones", c(-0.5, -0.5, -0.5, 19.5, 19.5, 22.5, 24.5), c(5, 9, 12, 25, 30, 33, 40), c(1, 2, 0, 1, 2, 1, 0)),
  case("risk set empty in between, after ends", c(-0.5, -0.5, 9.5, 9.5, 9.5), c(3, 5, 12, 15, 20), c(1, 2, 1, 2, 0)),
  case("one early at risk", c(-0.5, 3.5, 3.5, 4.5, 4.5, 6.5), c(10, 6, 9, 12, 15, 20), c(1, 1, 2, 0, 1, 3)),
  case("all open", c(-0.5, -0.5, 3.5, -0.5), c(4, 9, 9, 20), 0),
  case("all ended", -0.5, c(1, 2, 2, 4, 7, 7, 7, 12, 20, 33), c(1, 1, 2, 3, 1, 2, 1, 1, 2, 1)),
  case("all won", -0.5, c(4, 4, 9, 12, 30), 1),
  case("a single end", -0.5, 7, 1),
  case("a single open one", -0.5, 7, 0),
  case("same-day ends", -0.5, c(0, 0, 0, 1, 2), c(1, 2, 0, 1, 0)),
  random("300 by day, from the start", 1, 300, 40, NA),
  random("400 by day, delayed entry", 2, 400, 60, 60),
  random("250 without ties, delayed entry", 3, 250, 60, 30, wholeDays = FALSE)
)

# --- Kaplan–Meier -----------------------------------------------------------------------------------------------------
firstDay <- function(day, curve, share) {
  reached <- which(!is.na(curve) & curve <= share + 1e-9)
  if (length(reached) == 0) NA else day[min(reached)]
}
kaplanMeier <- function(data, confidence) {
  fit <- survfit(Surv(entry, time, cause > 0) ~ 1, data = data, conf.type = "log-log", conf.int = confidence)
  limits <- function(share) c(firstDay(fit$time, fit$surv, share), firstDay(fit$time, fit$lower, share), firstDay(fit$time, fit$upper, share))
  tau <- max(0.8 * max(fit$time), min(fit$time))
  table <- summary(fit, rmean = tau)$table
  list(confidence = confidence, day = fit$time, atRisk = fit$n.risk, events = fit$n.event, estimate = fit$surv,
    low = fit$lower, high = fit$upper,
    quantiles = rbind(limits(0.75), limits(0.5), limits(0.25), limits(0.1)),
    tau = tau, mean = table[["rmean"]], meanError = table[["se(rmean)"]])
}

# --- Aalen–Johansen, and one cause's distribution within its horizon ----------------------------------------------
incidence <- function(data) {
  data$state <- factor(data$cause, 0:3, c("open", "won", "lost", "disqualified"))
  fit <- survfit(Surv(entry, time, state) ~ 1, data = data, id = seq_len(nrow(data)), influence = TRUE, conf.type = "log-log")
  list(fit = fit, golden = list(day = fit$time, pstate = fit$pstate, error = fit$std.err, low = fit$lower, high = fit$upper))
}
conditional <- function(data, fit, atLeast) {
  known <- which(fit$n.risk[, 1] >= atLeast)
  if (length(known) == 0) return(list(atRiskAtLeast = atLeast, horizon = NA))
  last <- max(known)
  won <- fit$pstate[1:last, 2]
  if (won[last] == 0) return(list(atRiskAtLeast = atLeast, horizon = fit$time[last]))
  influence <- fit$influence.pstate
  # One subject or one day: R drops the dimension.
  size <- c(nrow(data), length(influence) / nrow(data) / 4, 4)
  influence <- array(influence, size)
  extra <- size[2] - length(fit$time)
  moved <- matrix(influence[, extra + 1:last, 2], nrow(data))
  ratio <- won / won[last]
  moves <- (moved - outer(moved[, last], ratio)) / won[last]
  error <- sqrt(colSums(moves^2))
  limits <- survival:::survfit_confint(1 - ratio, error, logse = FALSE, "log-log", 0.95)
  lowLimit <- ifelse(ratio == 0 | ratio == 1, NA, 1 - limits$upper)
  high <- ifelse(ratio == 0 | ratio == 1, NA, 1 - limits$lower)
  days <- fit$time[1:last]
  quantiles <- t(sapply(c(0.25, 0.5, 0.75), function(p) {
    first <- high[min(which(ratio > 0))]
    low <- if (is.na(first) || first >= p) 0 else firstDay(days, -high, -p)
    c(firstDay(days, -ratio, -p), low, firstDay(days, -lowLimit, -p))
  }))
  list(atRiskAtLeast = atLeast, horizon = fit$time[last], day = days, estimate = ratio, error = error, low = lowLimit, high = high, quantiles = quantiles)
}

write("survival", lapply(cases, function(case) {
  aj <- incidence(case$data)
  list(name = case$name, rows = as.matrix(case$data),
    kaplanMeier = list(kaplanMeier(case$data, 0.95), kaplanMeier(case$data, 0.8)),
    incidence = aj$golden,
    conditional = list(conditional(case$data, aj$fit, 10), conditional(case$data, aj$fit, 2)))
}))

# --- Log-rank: survdiff from the start; with delayed entry, which it refuses, the score test of the exact partial
# likelihood, which is the same statistic (small and with few ties, because R sums over all subsets of the size of a tie).
grouped <- function(name, groups) {
  data <- do.call(rbind, Map(function(case, group) cbind(case$data, group = group), groups, seq_along(groups)))
  degrees <- length(groups) - 1
  golden <- list(name = name, rows = as.matrix(data))
  data$event <- data$cause > 0
  data$group <- factor(data$group)
  if (all(data$entry == -0.5)) {
    test <- survdiff(Surv(time, event) ~ group, data = data)
    golden <- c(golden, list(observed = test$obs, expected = test$exp))
    statistic <- test$chisq
  } else {
    statistic <- coxph(Surv(entry, time, event) ~ group, data = data, ties = "exact")$score
  }
  c(golden, list(statistic = statistic, degrees = degrees, pValue = pchisq(statistic, degrees, lower.tail = FALSE)))
}
write("log-rank", list(
  grouped("two groups from the start", list(random("", 11, 60, 20, NA), random("", 12, 50, 30, NA))),
  grouped("three groups from the start", list(random("", 13, 40, 20, NA), random("", 14, 40, 20, NA), random("", 15, 40, 45, NA))),
  grouped("one deal, none ended, one ended, and many", list(case("", -0.5, 9, 1), case("", -0.5, c(4, 9, 30), 0),
    case("", -0.5, c(2, 5, 8, 20), c(0, 1, 0, 0)), random("", 21, 60, 20, NA))),
  grouped("all end on two days", list(case("", -0.5, rep(c(3, 7), c(5, 9)), 1), case("", -0.5, rep(c(3, 7, 7), c(6, 2, 4)), rep(1:0, c(8, 4))))),
  grouped("groups that differ beyond doubt", list(random("", 22, 900, 4, NA), random("", 23, 900, 60, NA))),
  grouped("two groups, delayed entry", list(random("", 16, 40, 30, 20), random("", 17, 30, 50, 20))),
  grouped("three groups, delayed entry", list(random("", 18, 25, 30, 20), random("", 19, 25, 40, 20), random("", 20, 20, 60, 20)))
))

# --- Shares, χ², quantiles -------------------------------------------------------------------------------------------
counts <- rbind(c(0, 1), c(0, 12), c(1, 1), c(3, 10), c(56, 70), c(48, 80), c(4238, 6711), c(12, 12))
wilson <- t(apply(counts, 1, function(row) suppressWarnings(c(
  row, prop.test(row[1], row[2], correct = FALSE)$conf.int, prop.test(row[1], row[2], correct = FALSE, conf.level = 0.8)$conf.int))))
shares <- list(rbind(c(15, 30), c(22, 40), c(9, 35)), rbind(c(4, 9), c(8, 9)), rbind(c(500, 1000), c(900, 1000), c(100, 1000)))
equal <- lapply(shares, function(groups) {
  test <- suppressWarnings(prop.test(groups[, 1], groups[, 2], correct = FALSE))
  list(groups = groups, statistic = test$statistic, degrees = test$parameter, pValue = test$p.value)
})
tails <- expand.grid(statistic = c(0, 0.5, 3.84, 20, 300, 1400), degrees = c(1, 2, 7, 40))
tails$p <- pchisq(tails$statistic, tails$degrees, lower.tail = FALSE)
set.seed(30)
values <- lapply(c(1, 2, 7, 20, 101), function(n) round(rexp(n, 1 / 50)))
chances <- c(0, 0.1, 0.25, 0.5, 0.75, 0.9, 1)
write("shares", list(wilson = wilson, homogeneity = equal, chiSquareTail = as.matrix(tails),
  quantiles = lapply(values, function(x) list(values = x, chances = chances, quantiles = quantile(x, chances, type = 7), mean = mean(x)))))
