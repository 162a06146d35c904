# Writes incidence-within.json: shares ended by a day, compared within strata. Run from the project's root, only when a case is added:
#   Rscript test/statistics/golden/incidence-within.R
library(survival)
source("test/statistics/golden/kit.R")

within <- function(name, seed, n, days, day, groups, strata) {
  data <- random("", seed, n, days, NA)$data
  set.seed(seed + 1)
  data$group <- sample(groups, nrow(data), TRUE); data$stratum <- sample(strata, nrow(data), TRUE)
  data$id <- seq_len(nrow(data))
  made <<- data # Where pseudo looks for it.
  fit <- survfit(Surv(time + 0.5, factor(cause, 0:3)) ~ 1, data = made, id = id)
  data$y <- as.vector(pseudo(fit, times = day + 0.5, type = "pstate")[, 2])
  # The mean score statistic of the generalised Mantel-Haenszel test.
  k <- groups - 1; U <- numeric(k); V <- matrix(0, k, k)
  for (s in split(data, data$stratum)) {
    size <- sapply(seq_len(k), function(g) sum(s$group == g)); N <- nrow(s)
    U <- U + sapply(seq_len(k), function(g) sum(s$y[s$group == g])) - size * mean(s$y)
    V <- V + var(s$y) * (diag(size, k) - outer(size, size) / N)
  }
  statistic <- as.numeric(t(U) %*% solve(V) %*% U)
  effect <- c(0, coef(lm(y ~ factor(group) + factor(stratum), data = data))[2:groups])
  weight <- as.vector(table(data$group))
  list(name = name, day = day, rows = unname(as.matrix(data[, c("entry", "time", "cause", "group", "stratum")])), statistic = statistic, degrees = k,
    p = pchisq(statistic, k, lower.tail = FALSE), share = mean(data$y) + effect - sum(weight * effect) / sum(weight))
}
write("incidence-within", list(within("two groups in two strata", 11, 90, 20, 25, 2, 2), within("three groups in three strata", 12, 150, 30, 20, 3, 3)))
