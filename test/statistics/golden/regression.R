# Writes regression.json: Cox, logistic, scores and their calibration, exact and conformal limits. Run from the project's root, only when a case is added:
#   Rscript test/statistics/golden/regression.R
library(survival)
source("test/statistics/golden/kit.R")

# --- Cox: rows with a count written out, since a weight is not a count to Efron's ties ----------------------------------
cox <- function(name, seed, n, window, covariates, strata = FALSE, cause = NA, days = 40) {
  data <- random("", seed, n, days, window)$data
  data$x1 <- rbinom(nrow(data), 1, 0.4)
  data$x2 <- round(rnorm(nrow(data), 100, 15), 1)
  data$x3 <- data$x2 / 50 + rexp(nrow(data))
  data$stratum <- if (strata) sample(3, nrow(data), TRUE) else 1
  data$count <- sample(3, nrow(data), TRUE)
  written <- data[rep(seq_len(nrow(data)), data$count), ]
  written$event <- if (is.na(cause)) written$cause > 0 else written$cause == cause
  formula <- as.formula(paste("Surv(entry, time, event) ~", paste(covariates, collapse = "+"), "+ strata(stratum)"))
  fit <- coxph(formula, data = written, ties = "efron", control = coxph.control(eps = 1e-14, iter.max = 100, toler.chol = 1e-15))
  list(name = name, cause = cause, rows = as.matrix(data[c("entry", "time", "cause", "count", "stratum")]),
    covariates = as.matrix(data[covariates]),
    estimate = coef(fit), error = sqrt(diag(vcov(fit))), limits = exp(confint(fit)), pValue = summary(fit)$coefficients[, 5],
    logLikelihood = fit$loglik, likelihoodRatio = 2 * diff(fit$loglik), wald = fit$wald.test, score = fit$score)
}
cases <- list(
  cox("one yes or no, from the start", 101, 80, NA, "x1"),
  cox("three, delayed entry, heavy ties", 102, 150, 20, c("x1", "x2", "x3"), days = 8),
  cox("strata", 103, 150, NA, c("x1", "x3"), strata = TRUE),
  cox("strata, delayed entry, only wins", 104, 200, 30, c("x1", "x2"), strata = TRUE, cause = 1)
)

# --- Logistic: glm without a penalty; with one, Newton on the penalised likelihood, covariates standardised (÷ n) --------
logistic <- lapply(list(list(201, 0), list(202, 0.5), list(203, 1), list(204, 40)), function(case) {
  set.seed(case[[1]])
  n <- 60
  x <- cbind(rbinom(n, 1, 0.3), round(rnorm(n, 500, 120), 1), round(rexp(n, 1 / 3), 2))
  trials <- sample(3, n, TRUE)
  won <- rbinom(n, trials, plogis(-1 + x[, 1] + (x[, 2] - 500) / 150 - 0.1 * x[, 3]))
  written <- rep(seq_len(n), trials)
  means <- colMeans(x[written, ])
  deviations <- sqrt(colMeans(sweep(x[written, ], 2, means)^2))
  z <- sweep(sweep(x, 2, means), 2, deviations, "/")
  lambda <- case[[2]]
  fit <- glm(cbind(won, trials - won) ~ z, family = binomial, control = glm.control(epsilon = 1e-15, maxit = 100))
  point <- coef(fit)
  design <- cbind(1, z)
  for (i in 1:50) {
    p <- plogis(drop(design %*% point))
    penalty <- lambda * c(0, 1, 1, 1)
    point <- point + solve(t(design) %*% (design * (trials * p * (1 - p))) + diag(penalty), drop(t(design) %*% (won - trials * p)) - penalty * point)
  }
  eta <- drop(design %*% point)
  list(penalty = lambda, covariates = x, successes = won, trials = trials, point = point, means = means, deviations = deviations,
    error = if (lambda == 0) sqrt(diag(vcov(fit)))[-1] else NA,
    logLikelihood = sum(won * plogis(eta, log.p = TRUE) + (trials - won) * plogis(-eta, log.p = TRUE)), probabilities = plogis(eta))
})

# --- Scores -----------------------------------------------------------------------------------------------------------
scored <- lapply(list(list(301, 120, 2), list(302, 60, 1), list(303, 400, 3)), function(case) {
  set.seed(case[[1]])
  score <- round(runif(case[[2]]), case[[3]])
  y <- rbinom(case[[2]], 1, 0.15 + 0.6 * score^2)
  pairs <- outer(score[y == 1], score[y == 0], function(a, b) (a > b) + (a == b) / 2)
  area <- mean(pairs)
  error <- sqrt(var(rowMeans(pairs)) / sum(y) + var(colMeans(pairs)) / sum(1 - y))
  limits <- plogis(qlogis(area) + c(-1, 1) * qnorm(0.975) * error / (area * (1 - area)))
  bin <- pmin(9, floor(score * 10 + 1e-9))
  n <- tapply(y, bin, length); said <- tapply(score, bin, mean); came <- tapply(y, bin, mean)
  unique <- sort(unique(score))
  fit <- isoreg(rep(unique, table(score)), rep(tapply(y, score, mean), table(score)))
  up <- (sum(y) + 1) / (sum(y) + 2); down <- 1 / (sum(1 - y) + 2)
  platt <- suppressWarnings(glm(ifelse(y == 1, up, down) ~ score, family = binomial, control = glm.control(epsilon = 1e-15, maxit = 100)))
  list(score = score, outcome = y, area = c(area, limits), brier = c(mean((score - y)^2), mean(y) * (1 - mean(y))),
    error = sum(n * abs(said - came)) / sum(n), bins = cbind(n, said, came),
    isotonic = cbind(unique, fit$yf[cumsum(table(score))]), platt = unname(fitted(platt)))
})

# --- Shares and points --------------------------------------------------------------------------------------------------
exact <- t(apply(rbind(c(0, 10), c(10, 10), c(3, 12), c(56, 70), c(1, 1), c(4238, 6711)), 1, function(row) c(
  row, binom.test(row[1], row[2])$conf.int, binom.test(row[1], row[2], conf.level = 0.8)$conf.int)))
# Net promoter: the likelihood maximised under each difference, and the limits searched for.
promoters <- t(apply(rbind(c(50, 30, 20), c(3, 5, 2), c(0, 4, 6), c(5, 0, 0), c(200, 500, 300), c(0, 9, 0)), 1, function(row) {
  n <- sum(row); seen <- (row[1] - row[3]) / n
  away <- function(difference) {
    unlikely <- function(d) -sum(ifelse(row == 0, 0, row * log(pmax(1e-300, c(d + difference, 1 - 2 * d - difference, d)))))
    d <- optimize(unlikely, c(max(0, -difference), (1 - difference) / 2), tol = 1e-12)$minimum
    (difference - seen) / sqrt((2 * d + difference - difference^2) / n)
  }
  z <- qnorm(0.975)
  low <- if (row[3] == n) -1 else uniroot(function(x) away(x) + z, c(-1 + 1e-9, seen - 1e-9), tol = 1e-12)$root
  high <- if (row[1] == n) 1 else uniroot(function(x) away(x) - z, c(seen + 1e-9, 1 - 1e-9), tol = 1e-12)$root
  c(row, 100 * c(seen, low, high))
}))
errors <- round(rnorm(60, 5, 40), 1)
conformal <- lapply(list(c(60, 0.8), c(60, 0.95), c(39, 0.95), c(38, 0.95), c(9, 0.8)), function(case) {
  n <- case[1]; sorted <- sort(errors[1:n])
  rank <- floor((n + 1) * round((1 - case[2]) / 2, 6) + 1e-9)
  list(errors = errors[1:n], confidence = case[2], limits = if (rank < 1) c(NA, NA) else 1000 + sorted[c(rank, n + 1 - rank)])
})

write("regression", list(cox = cases, logistic = logistic, scored = scored, exact = exact, promoters = promoters, conformal = conformal))
