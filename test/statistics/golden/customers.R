# Writes customers.json: BG/NBD and gamma-gamma, fitted with optim to made-up customers. Run from the project's root, only when a case is
# added:  Rscript test/statistics/golden/customers.R
source("test/statistics/golden/kit.R")

# --- BG/NBD ---------------------------------------------------------------------------------------------------------------
buyers <- function(seed, n, r, alpha, a, b) {
  set.seed(seed)
  t(sapply(seq_len(n), function(i) {
    watched <- sample(20:60, 1)
    rate <- rgamma(1, r, alpha)
    leaves <- rbeta(1, a, b)
    x <- 0; last <- 0; now <- 0
    repeat {
      now <- now + rexp(1, rate)
      if (now > watched) break
      x <- x + 1; last <- now
      if (runif(1) < leaves) break
    }
    c(x, ceiling(last), watched)
  }))
}
unlikely <- function(data, logs) {
  r <- exp(logs[1]); alpha <- exp(logs[2]); a <- exp(logs[3]); b <- exp(logs[4])
  x <- data[, 1]; last <- data[, 2]; watched <- data[, 3]
  both <- (alpha + watched)^-(r + x) + ifelse(x > 0, a / (b + pmax(x, 1) - 1) * (alpha + last)^-(r + x), 0)
  -sum(lgamma(r + x) - lgamma(r) + r * log(alpha) + lbeta(a, b + x) - lbeta(a, b) + log(both))
}
best <- function(f, start) {
  fit <- optim(start, f, method = "BFGS", control = list(reltol = 1e-15, maxit = 5000))
  fit <- optim(fit$par, f, method = "Nelder-Mead", control = list(reltol = 1e-15, maxit = 20000))
  nlm(f, fit$par, gradtol = 1e-10, steptol = 1e-12, iterlim = 1000)
}
# Expected purchases by the integral: of a living customer, E[(1 - exp(-rate p t)) / p] over the posteriors of rate and p.
expected <- function(law, x, last, watched, ahead) {
  r <- law[1]; alpha <- law[2]; a <- law[3]; b <- law[4]
  alive <- if (x == 0) 1 else 1 / (1 + a / (b + x - 1) * ((alpha + watched) / (alpha + last))^(r + x))
  # While a customer, rate ~ Gamma(r + x, alpha + watched) and p ~ Beta(a, b + x); integrated over the rate by hand.
  gain <- function(p) -expm1(-(r + x) * log1p(p * ahead / (alpha + watched))) / p
  # Beta's ends may be infinite: near each, its own power is the variable.
  s <- b + x
  low <- integrate(function(u) { p <- u^(1 / a); gain(p) * (1 - p)^(s - 1) / a }, 0, 0.5^a, rel.tol = 1e-11, subdivisions = 2000)$value
  high <- integrate(function(v) { q <- v^(1 / s); gain(1 - q) * (1 - q)^(a - 1) / s }, 0, 0.5^s, rel.tol = 1e-11, subdivisions = 2000)$value
  alive * (low + high) / beta(a, s)
}
repurchase <- lapply(list(list(401, 400, 0.8, 12, 0.8, 2.5), list(402, 800, 2, 30, 1.5, 6)), function(case) {
  data <- do.call(buyers, case)
  fit <- best(function(logs) unlikely(data, logs), c(0, 2, 0, 0))
  law <- exp(fit$estimate)
  list(rows = data, law = law, logLikelihood = -fit$minimum)
})
laws <- list(c(0.243, 4.414, 0.793, 2.426), c(1.3, 20, 1, 3), c(0.6, 8, 2.7, 1.9), c(0.5, 10, 0.4, 0.6))
histories <- list(c(2, 30.43, 38.86, 39), c(0, 0, 20, 10), c(12, 50, 52, 100), c(1, 3, 60, 52), c(0, 0, 0, 26))
futures <- do.call(rbind, lapply(laws, function(law) do.call(rbind, lapply(histories, function(h) {
  c(law, h, expected(law, h[1], h[2], h[3], h[4]))
}))))

# --- Gamma-gamma --------------------------------------------------------------------------------------------------------------
spenders <- function(seed, n, p, q, gamma) {
  set.seed(seed)
  t(sapply(seq_len(n), function(i) {
    x <- 1 + rpois(1, 2)
    c(x, round(mean(rgamma(x, p, rgamma(1, q, gamma))), 2))
  }))
}
unlikelySpending <- function(data, logs) {
  p <- exp(logs[1]); q <- exp(logs[2]); gamma <- exp(logs[3])
  x <- data[, 1]; m <- data[, 2]
  -sum(lgamma(p * x + q) - lgamma(p * x) - lgamma(q) + q * log(gamma) + (p * x - 1) * log(m) + p * x * log(x) - (p * x + q) * log(gamma + m * x))
}
spending <- lapply(list(list(501, 500, 6, 4, 15), list(502, 300, 2.5, 3, 400)), function(case) {
  data <- do.call(spenders, case)
  fit <- best(function(logs) unlikelySpending(data, logs), c(1, 1, log(mean(data[, 2]))))
  law <- exp(fit$estimate)
  list(rows = data, law = law, logLikelihood = -fit$minimum, mean = law[1] * law[3] / (law[2] - 1))
})

write("customers", list(repurchase = repurchase, futures = futures, spending = spending))
