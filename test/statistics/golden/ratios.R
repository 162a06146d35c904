# Writes ratios.json: ratios of sums and what each event cost. Base R only; run as make.R.
source("test/statistics/golden/kit.R")

# --- Two sums of a random number of amounts, on the logarithm -------------------------------------------------------
growth <- function(now, before) {
  v <- c(sum(now^2) / sum(now)^2, sum(before^2) / sum(before)^2)
  t <- qt(0.975, sum(v)^2 / sum(v^3))
  sum(now) / sum(before) * exp(c(0, -1, 1) * t * sqrt(sum(v)))
}
set.seed(601)
grown <- lapply(list(c(1, 1), c(3, 8), c(40, 25), c(600, 900)), function(n) {
  now <- round(rlnorm(n[1], 8, 1), 2); before <- round(rlnorm(n[2], 8, 1), 2)
  list(now = now, before = before, wanted = growth(now, before))
})

# --- A ratio of sums over the same subjects, by leaving out one at a time ------------------------------------------
jackknife <- function(y, x) {
  n <- length(x); ratio <- sum(y) / sum(x)
  without <- sapply(seq_len(n), function(i) sum(y[-i]) / sum(x[-i]))
  error <- sqrt((n - 1) / n * sum((without - ratio)^2))
  ratio + c(0, -1, 1) * qt(0.975, max(1, sum(x)^2 / sum(x^2) - 1)) * error
}
margins <- lapply(c(2, 5, 60, 700), function(n) {
  x <- round(rlnorm(n, 7, 0.8), 2); y <- round(x * rnorm(n, 0.35, 0.2), 2)
  list(y = y, x = x, wanted = jackknife(y, x))
})

# --- A known total for each of a Poisson number of events, and what is left of a mean after it ----------------------
each <- do.call(rbind, lapply(c(1, 2, 7, 40, 3000), function(count) {
  c(12345, count, 12345 / count, 12345 / rev(poisson.test(count)$conf.int))
}))
left <- lapply(c(2, 12, 80), function(n) {
  x <- round(rnorm(n, 500, 300), 2); test <- t.test(x)
  a <- c(mean(x), test$conf.int); b <- c(9000 / n, 9000 / rev(poisson.test(n)$conf.int))
  list(values = x, wanted = c(a[1] - b[1], a[1] - b[1] - sqrt((a[1] - a[2])^2 + (b[3] - b[1])^2),
    a[1] - b[1] + sqrt((a[3] - a[1])^2 + (b[1] - b[2])^2)))
})

write("ratios", list(grown = grown, margins = margins, each = each, left = left))
