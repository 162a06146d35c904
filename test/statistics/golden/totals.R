# Writes totals.json: shares of totals in clusters, and Welch's test of several. Run from the project's root, only when a case is added:
#   Rscript test/statistics/golden/totals.R
source("test/statistics/golden/kit.R")

share <- function(name, part, whole) {
  g <- length(part); r <- sum(part) / sum(whole)
  se <- sqrt(var(part - r * whole) / g) / mean(whole)
  list(name = name, part = part, whole = whole, estimate = r, se = se,
    limits = c(max(0, r - qt(0.975, g - 1) * se), min(1, r + qt(0.975, g - 1) * se)))
}
set.seed(5)
whole <- round(runif(13, 600, 2400))
shares <- list(
  share("thirteen weeks", round(whole * rbeta(13, 4, 6)), whole),
  share("of equal length", c(10, 20, 30, 25), rep(60, 4)),
  share("two", c(0, 50), c(40, 60)))

# Of equal lengths a share is a mean: the test is the one of R.
welch <- function(name, sizes, means, deviation) {
  groups <- Map(function(n, m) pmin(1, pmax(0, rnorm(n, m, deviation))), sizes, means)
  test <- oneway.test(unlist(groups) ~ factor(rep(seq_along(groups), sizes)))
  list(name = name, size = sizes, values = unlist(groups), p = unname(test$p.value))
}
tests <- list(
  welch("two", c(13, 13), c(0.4, 0.45), 0.1),
  welch("five alike", c(13, 12, 9, 13, 4), rep(0.4, 5), 0.15),
  welch("three that differ", c(13, 13, 13), c(0.3, 0.4, 0.6), 0.1))
write("totals", list(shares = shares, tests = tests))
