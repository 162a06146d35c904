# Writes forecast.json: shrunk hazards with seasons, limits of forecasts. Run from the project's root, only when a case is added:
#   Rscript test/statistics/golden/forecast.R
source("test/statistics/golden/kit.R")

# Two stages of four bands in two groups of ages, three positions in the season.
hazards <- function(name, seed, scale) {
  set.seed(seed)
  stages <- 2; bands <- 4; groupOf <- c(1, 1, 2, 2); positions <- 3
  cell <- expand.grid(band = 1:bands, stage = 1:stages, position = 1:positions)
  cell$exposure <- round(runif(nrow(cell), 0, scale))
  cell$events <- rpois(nrow(cell), cell$exposure * 0.02 * cell$position)
  cell$group <- groupOf[cell$band]
  drawn <- function(events, risk, beside) (events + 3) / (risk + 3 / beside)
  overall <- sum(cell$events) / sum(cell$exposure)
  season <- matrix(1, positions, 2)
  base <- matrix(0, bands, stages)
  for (round in 1:8) {
    cell$risk <- cell$exposure * season[cbind(cell$position, cell$group)]
    for (s in 1:stages) {
      own <- cell[cell$stage == s, ]
      beside <- drawn(sum(own$events), sum(own$risk), overall)
      for (b in 1:bands) {
        here <- own[own$band == b, ]
        beside <- drawn(sum(here$events), sum(here$risk), beside)
        base[b, s] <- beside
      }
    }
    cell$expected <- cell$exposure * base[cbind(cell$band, cell$stage)]
    for (p in 1:positions) {
      own <- cell[cell$position == p, ]
      whole <- (sum(own$events) + 30) / (sum(own$expected) + 30)
      for (g in 1:2) {
        here <- own[own$group == g, ]
        season[p, g] <- (sum(here$events) + 30 * whole) / (sum(here$expected) + 30)
      }
    }
  }
  list(name = name, exposure = cell$exposure, events = cell$events, base = as.vector(base), season = as.vector(t(season)))
}

limits <- function(name, seed, n) {
  set.seed(seed)
  earlier <- data.frame(expected = runif(n, 50, 150), variance = runif(n, 10, 400), came = runif(n, 20, 200))
  sigma <- function(e, v) sqrt((0.25 * e)^2 + v)
  lacking <- max(0, 10 - n)
  normal <- qnorm(0.5 + (seq_len(lacking) - 0.5) / lacking / 2)
  scores <- c(abs(earlier$came - earlier$expected) / sigma(earlier$expected, earlier$variance), normal)
  rank <- min(length(scores), ceiling((length(scores) + 1) * 0.8 - 1e-9))
  half <- sort(scores)[rank] * sigma(100, 200)
  list(name = name, earlier = as.matrix(earlier), low = max(0, 100 - half), high = 100 + half)
}

write("forecast", list(
  hazards = list(hazards("many days", 1, 2000), hazards("few days", 2, 60)),
  limits = list(limits("no earlier forecasts", 3, 0), limits("five", 4, 5), limits("forty", 5, 40))
))
