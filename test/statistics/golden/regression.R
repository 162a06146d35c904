# Writes regression.json: Cox, logistic, calibration. Run from the project's root, only when a case is added:
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
write("regression", list(cox = list(
  cox("one yes or no, from the start", 101, 80, NA, "x1"),
  cox("three, delayed entry, heavy ties", 102, 150, 20, c("x1", "x2", "x3"), days = 8),
  cox("strata", 103, 150, NA, c("x1", "x3"), strata = TRUE),
  cox("strata, delayed entry, only wins", 104, 200, 30, c("x1", "x2"), strata = TRUE, cause = 1)
)))
