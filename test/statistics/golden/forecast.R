# Writes forecast.json: shrunk hazards with seasons, limits of forecasts, trends of counts. Run from the project's root, only when a case is added:
#   Rscript test/statistics/golden/forecast.R
source("test/statistics/golden/kit.R")

# Two stages of four bands in two groups of ages, three positions in the season.
hazards <- function(name, seed, scale, falling = 1, times = 1, rush = 1) {
  set.seed(seed)
  stages <- 2; bands <- 4; groupOf <- c(1, 1, 2, 2); positions <- 3; ages <- c(1, 3, 8, 20)
  cell <- expand.grid(band = 1:bands, stage = 1:stages, position = 1:positions)
  cell$exposure <- round(runif(nrow(cell), 0, scale))
  cell$events <- rpois(nrow(cell), cell$exposure * 0.02 * cell$position^rush * falling^(cell$band - 1))
  cell$group <- groupOf[cell$band]
  drawn <- function(events, risk, beside) (events + 2) / (risk + 2 / beside)
  overall <- sum(cell$events) / sum(cell$exposure)
  # How steeply the rates of the bands before one fall with age.
  steepness <- function(events, risk, band) {
    known <- seq_len(band - 1)[risk[seq_len(band - 1)] > 0]
    x <- log(ages[known]); y <- log((events[known] + 0.5) / risk[known]); weight <- events[known] * ages[known] / ages[band]
    if (sum(weight) == 0) return(0)
    centred <- x - weighted.mean(x, weight)
    min(3, max(0, -sum(weight * centred * y) / (sum(weight * centred^2) + 1)))
  }
  season <- matrix(1, positions, 2)
  base <- matrix(0, bands, stages)
  squares <- numeric(positions)
  for (round in 1:8) {
    cell$risk <- cell$exposure * season[cbind(cell$position, cell$group)]
    for (s in 1:stages) {
      own <- cell[cell$stage == s, ]
      beside <- drawn(sum(own$events), sum(own$risk), overall)
      events <- as.vector(tapply(own$events, own$band, sum)); risk <- as.vector(tapply(own$risk, own$band, sum))
      for (b in 1:bands) {
        if (b > 1) beside <- beside * (ages[b] / ages[b - 1])^-steepness(events, risk, b)
        beside <- drawn(events[b], risk[b], beside)
        base[b, s] <- beside
      }
    }
    cell$expected <- cell$exposure * base[cbind(cell$band, cell$stage)]
    # Seasons are 1 on average over what was seen.
    for (g in 1:2) {
      own <- cell$group == g
      cell$expected[own] <- cell$expected[own] * sum(cell$events[own]) / sum(cell$expected[own])
    }
    for (p in 1:positions) {
      own <- cell[cell$position == p, ]
      whole <- (sum(own$events) + 30) / (sum(own$expected) + 30)
      squares[p] <- log(whole)^2
      for (g in 1:2) {
        here <- own[own$group == g, ]
        season[p, g] <- (sum(here$events) + 30 * whole) / (sum(here$expected) + 30)
      }
    }
    # What months differ by anyway is no season.
    season <- season^max(0, 1 - (0.02 / times / mean(squares))^2)
  }
  # Of late: three tenths of the days, and half again as many events in the second stage.
  late <- transform(cell, exposure = 0.3 * exposure, events = 0.3 * events * ifelse(stage == 2, 1.5, 1))
  late$expected <- late$exposure * base[cbind(late$band, late$stage)] * season[cbind(late$position, late$group)]
  level <- (sum(late$events) + 15) / (sum(late$expected) + 15)
  seen <- tapply(late$events, list(late$band, late$stage), sum)
  expected <- tapply(late$expected, list(late$band, late$stage), sum)
  list(name = name, times = times, exposure = cell$exposure, events = cell$events, base = as.vector(base), season = as.vector(t(season)),
    lateExposure = late$exposure, lateEvents = late$events, late = as.vector(base * (seen + 15 * level) / (expected + 15)))
}

limits <- function(name, seed, n, delay) {
  set.seed(seed)
  earlier <- data.frame(expected = runif(n, 50, 150), variance = runif(n, 10, 400), came = runif(n, 20, 200))
  earlier$wins <- round(20 + 30 * seq_len(n))
  sigma <- function(e, v) sqrt((0.1 * e)^2 + v)
  errors <- abs(earlier$came - earlier$expected) / sigma(earlier$expected, earlier$variance)
  normal <- qnorm(0.5 + seq_len(9) / 20)
  # The least error of which the weight of all that are larger is not more than the share of misses.
  wider <- function(e, v, wins) sqrt(sigma(e, v)^2 + e^2 * 2 / wins) / sigma(e, v)
  quantileOf <- function(known, misses, width) {
    error <- c(head(errors, known), width * normal)
    weight <- c(2^((seq_len(known) - known) / 12), rep(6 / 9, 9))
    above <- vapply(error, function(each) sum(weight[error > each]), 0)
    min(error[above <= misses * sum(weight) + 1e-9])
  }
  misses <- 0.2
  for (made in seq_len(n)) {
    known <- max(0, made - delay)
    missed <- errors[made] > quantileOf(known, misses[known + 1], 1)
    misses <- c(misses, min(0.5, max(0.02, misses[made] + 0.05 * (0.2 - missed))))
  }
  half <- quantileOf(n, misses[n + 1], wider(100, 200, 50)) * sigma(100, 200)
  list(name = name, delay = delay, earlier = as.matrix(earlier), low = max(0, 100 - half), high = 100 + half)
}

# A Poisson law by what is most likely, its slope under a normal prior, and again with the scatter of the first fit.
trend <- function(name, counts) {
  time <- seq_along(counts) - length(counts)
  curve <- function(p, scatter) {
    weight <- exp(p[1] + p[2] * time) / scatter
    matrix(c(sum(weight), sum(weight * time), sum(weight * time), sum(weight * time^2) + 1 / 0.015^2), 2)
  }
  fit <- function(scatter) {
    surprise <- function(p) -sum(counts * (p[1] + p[2] * time) - exp(p[1] + p[2] * time)) / scatter + p[2]^2 / (2 * 0.015^2)
    slopeOf <- function(p) {
      gap <- (counts - exp(p[1] + p[2] * time)) / scatter
      c(-sum(gap), -sum(gap * time) + p[2] / 0.015^2)
    }
    found <- optim(c(log(mean(counts)), 0), surprise, slopeOf, method = "BFGS", control = list(reltol = 1e-16, parscale = c(0.1, 0.01), maxit = 1000))$par
    for (step in 1:3) found <- found - as.vector(solve(curve(found, scatter), slopeOf(found)))
    found
  }
  first <- fit(1)
  expected <- exp(first[1] + first[2] * time)
  scatter <- max(1, (sum((counts - expected)^2 / expected) + 2) / (length(counts) + 2))
  found <- fit(scatter)
  variance <- solve(curve(found, scatter))
  lead <- cumsum(0.95^(1:13))
  ahead <- exp(found[1] + found[2] * lead)
  gradient <- c(1, sum(ahead * lead) / sum(ahead))
  list(name = name, counts = counts, level = exp(found[1]), slope = found[2], variance = as.vector(variance), ahead = ahead,
    off = sqrt(as.vector(t(gradient) %*% variance %*% gradient)))
}

write("forecast", list(
  hazards = list(hazards("many days", 1, 2000), hazards("few days", 2, 60), hazards("many days, ever fewer events", 7, 2000, 0.5),
    hazards("months that differ a little, seen once", 8, 2000, 1, 1, 0.15), hazards("the same, seen in two years", 8, 2000, 1, 8, 0.15)),
  limits = list(
    limits("no earlier forecasts", 3, 0, 1), limits("five", 4, 5, 5), limits("forty", 5, 40, 5), limits("thirty of a quarter", 6, 30, 13)
  ),
  trends = list(
    trend("steady weeks", c(52, 47, 55, 49, 51, 50, 58, 44, 49, 53, 50, 47, 52)),
    trend("ever more", c(10, 14, 13, 17, 22, 21, 29, 33, 38, 40, 52, 55, 63)),
    trend("a rush, then few", c(30, 28, 33, 90, 120, 31, 29, 12, 0, 3, 0, 1, 0)),
    trend("four weeks", c(3, 0, 2, 1))
  )
))
