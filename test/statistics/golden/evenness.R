# Writes evenness.json: how much counts differ beside a trend. Run from the project's root, only when a case is added:
#   Rscript test/statistics/golden/evenness.R
source("test/statistics/golden/kit.R")

even <- function(name, counts) {
  period <- seq_along(counts)
  fit <- glm(counts ~ period, family = quasipoisson, control = list(epsilon = 1e-14, maxit = 100))
  index <- summary(fit)$dispersion
  degrees <- fit$df.residual
  statistic <- index * degrees
  list(
    name = name, counts = counts, index = index, low = statistic / qchisq(0.975, degrees), high = statistic / qchisq(0.025, degrees),
    pValue = pchisq(statistic, degrees, lower.tail = FALSE)
  )
}
set.seed(11)
write("evenness", list(
  even("by chance", rpois(26, 4)),
  even("growing by chance", rpois(26, 3 * 1.06^(1:26))),
  even("feast and famine", rep(c(9, 8, 0, 1, 0, 7, 10, 1), length.out = 26)),
  even("the same every week", rep(5, 13)),
  even("one great week", c(1, 2, 1, 0, 1, 40, 1, 2, 0, 1, 1, 2, 1))
))
