# Writes clustered.json: shares of trials that come in clusters. Run from the project's root, only when a case is added:
#   Rscript test/statistics/golden/clustered.R
source("test/statistics/golden/kit.R")

clustered <- function(name, part, whole) {
  m <- length(part); p <- sum(part) / sum(whole)
  effective <- if (p %in% c(0, 1)) m else {
    residual <- part - p * whole
    variance <- m * var(residual) / sum(whole)^2
    sum(whole) / max(1, variance / (p * (1 - p) / sum(whole)))
  }
  z <- qnorm(0.975)
  middle <- (p + z^2 / (2 * effective)) / (1 + z^2 / effective)
  half <- z * sqrt(p * (1 - p) / effective + z^2 / (4 * effective^2)) / (1 + z^2 / effective)
  list(name = name, part = part, whole = whole, effective = effective, share = c(p, max(0, middle - half), min(1, middle + half)))
}
set.seed(8)
whole <- sample(1:6, 40, TRUE)
write("clustered", list(
  clustered("forty deals of several questions", rbinom(40, whole, rbeta(40, 1, 2)), whole),
  clustered("all or nothing", rep(c(0, 4), c(30, 12)), rep(4, 42)),
  clustered("one question each", rep(c(1, 0), c(9, 21)), rep(1, 30)),
  clustered("none of four in 164 deals", rep(0, 164), rep(4, 164)),
  clustered("all of three in twelve deals", rep(3, 12), rep(3, 12))))
