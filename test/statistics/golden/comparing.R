# Writes comparing.json: strata, clusters, shrinkage, plans. Run from the project's root, only when a case is added:
#   Rscript test/statistics/golden/comparing.R
library(survival)
source("test/statistics/golden/kit.R")

# --- Log-rank in strata: survdiff from the start, else the score test of the exact partial likelihood --------------
stratum <- function(number, groups) do.call(rbind, Map(
  function(case, group) cbind(case$data, group = group, stratum = number), groups, seq_along(groups)))
stratified <- function(name, strata) {
  data <- do.call(rbind, Map(stratum, seq_along(strata), strata))
  golden <- list(name = name, rows = as.matrix(data))
  degrees <- length(strata[[1]]) - 1
  data$event <- data$cause > 0
  data$group <- factor(data$group)
  if (all(data$entry == -0.5)) {
    test <- survdiff(Surv(time, event) ~ group + strata(stratum), data = data)
    golden <- c(golden, list(observed = rowSums(test$obs), expected = rowSums(test$exp)))
    statistic <- test$chisq
  } else {
    statistic <- coxph(Surv(entry, time, event) ~ group + strata(stratum), data = data, ties = "exact")$score
  }
  c(golden, list(statistic = statistic, degrees = degrees, pValue = pchisq(statistic, degrees, lower.tail = FALSE)))
}
three <- function(seed, size, window) lapply(0:2, function(i) random("", seed + i, size, 20 + 15 * i, window))
logRank <- list(
  stratified("two strata from the start", list(three(41, 40, NA), three(51, 30, NA))),
  stratified("three strata of two groups", lapply(c(61, 64, 67), function(seed) three(seed, 30, NA)[1:2])),
  stratified("two strata, delayed entry", list(three(71, 20, 20), three(81, 20, 30)))
)

# --- Differences with clusters ------------------------------------------------------------------------------------------
# Raised and counted as in src/statistics/arm.ts: effective clusters by Kish, Welch–Satterthwaite.
difference <- function(arms) {
  # arms: list of two data frames cluster, n, move, and the estimates
  shared <- length(intersect(arms[[1]]$moves$cluster, arms[[2]]$moves$cluster)) > 0
  parts <- if (shared) {
    both <- rbind(arms[[1]]$moves, transform(arms[[2]]$moves, move = -move))
    list(aggregate(cbind(n, move) ~ cluster, both, sum))
  } else lapply(arms, function(arm) arm$moves)
  pieces <- sapply(parts, function(part) {
    g <- sum(part$n)^2 / sum(part$n^2)
    c(sum(part$move^2) * g / (g - 1), g - 1)
  })
  variance <- sum(pieces[1, ])
  c(arms[[1]]$estimate - arms[[2]]$estimate, sqrt(variance), variance^2 / sum(pieces[1, ]^2 / pieces[2, ]))
}
meanArm <- function(data) {
  # The sandwich of a mean: residuals summed by cluster, over n.
  moves <- aggregate(cbind(n = 1, move = (data$x - mean(data$x)) / nrow(data)) ~ cluster, data.frame(data), sum)
  list(estimate = mean(data$x), moves = moves)
}
sellers <- function(seed, n, names, binary) {
  set.seed(seed)
  which <- sample(names, n, TRUE, seq_along(names))
  level <- rnorm(max(names))
  x <- if (binary) rbinom(n, 1, plogis(-0.5 + level[which])) else round(10 + 3 * level[which] + rnorm(n), 2)
  data.frame(cluster = which, x = x)
}
differences <- lapply(list(
  list(sellers(1, 80, 1:6, TRUE), sellers(2, 90, 7:13, TRUE)), list(sellers(3, 80, 1:9, TRUE), sellers(4, 60, 1:9, TRUE)),
  list(sellers(5, 50, 1:5, FALSE), sellers(6, 70, 6:9, FALSE)), list(sellers(7, 50, 1:8, FALSE), sellers(8, 70, 1:7, FALSE))
), function(arms) list(first = as.matrix(arms[[1]]), second = as.matrix(arms[[2]]), expected = difference(lapply(arms, meanArm))))
lone <- lapply(list(list(c(3, 4, 9, 2, 7.5), c(1, 1, 8, 3, 5, 2, 0.5)), list(rep(c(1, 0), c(12, 30)), rep(c(1, 0), c(5, 50)))), function(x) {
  test <- t.test(x[[1]], x[[2]])
  list(first = x[[1]], second = x[[2]], expected = c(mean(x[[1]]) - mean(x[[2]]), test$stderr, test$parameter), limits = test$conf.int)
})

# Shares won by a day: survfit's influence of each subject, summed by cluster.
incidenceArm <- function(data, day) {
  state <- factor(data$cause, 0:3, c("open", "won", "lost", "disqualified"))
  fit <- survfit(Surv(data$entry, data$time, state) ~ 1, id = seq_len(nrow(data)), influence = TRUE)
  extra <- dim(fit$influence.pstate)[2] - length(fit$time)
  last <- max(which(fit$time <= day))
  # Who came into view after the day tells nothing of it, and does not count for the size of the cluster.
  moves <- data.frame(cluster = data$cluster, n = as.numeric(data$entry < fit$time[last]), move = fit$influence.pstate[, extra + last, 2])
  list(estimate = fit$pstate[last, 2], error = fit$std.err[last, 2], moves = aggregate(cbind(n, move) ~ cluster, moves, sum))
}
incidence <- lapply(list(list(91, NA, 30, FALSE), list(93, 20, 40, FALSE), list(95, 20, 25, TRUE)), function(how) {
  arms <- lapply(0:1, function(i) {
    data <- random("", how[[1]] + i, 120, 30, how[[2]])$data
    data$cluster <- sample(8, nrow(data), TRUE) + if (how[[4]]) 0 else 8 * i
    data
  })
  read <- lapply(arms, incidenceArm, how[[3]])
  y <- sapply(read, function(arm) arm$estimate)
  w <- 1 / sapply(read, function(arm) arm$error)^2
  statistic <- sum(w * (y - sum(w * y) / sum(w))^2)
  list(day = how[[3]], first = as.matrix(arms[[1]]), second = as.matrix(arms[[2]]), expected = difference(read),
    lone = c(y, 1 / sqrt(w), statistic, pchisq(statistic, 1, lower.tail = FALSE)))
})

# --- Sample ratio ---------------------------------------------------------------------------------------------------------
ratio <- lapply(list(list(c(480, 520), c(1, 1)), list(c(400, 520), c(1, 1)), list(c(30, 50, 121), c(1, 1, 2))), function(case) {
  test <- chisq.test(case[[1]], p = case[[2]], rescale.p = TRUE)
  list(counts = case[[1]], weights = case[[2]], statistic = test$statistic, degrees = test$parameter, pValue = test$p.value)
})

# --- Empirical Bayes ----------------------------------------------------------------------------------------------------
shrunken <- lapply(list(
  cbind(c(5, 12, 2, 30, 9), c(20, 25, 22, 60, 12)), cbind(c(0, 4, 40, 7), c(6, 8, 200, 10)),
  cbind(c(210, 150, 330, 95, 10, 44), c(400, 500, 610, 300, 15, 160)), cbind(c(1, 9, 5, 0), c(10, 10, 12, 0))
), function(groups) {
  x <- groups[, 1]
  n <- groups[, 2]
  unlikely <- function(at) {
    m <- plogis(at[1]); s <- exp(at[2])
    -sum(lbeta(x + m * s, n - x + (1 - m) * s) - lbeta(m * s, (1 - m) * s))
  }
  fit <- optim(c(qlogis(sum(x) / sum(n)), 3), unlikely, method = "BFGS", control = list(reltol = 1e-16, maxit = 1000))
  # Polished: the slope's zero, by Newton with numerical derivatives.
  fit <- nlm(unlikely, fit$par, gradtol = 1e-12, steptol = 1e-12, iterlim = 1000)
  m <- plogis(fit$estimate[1]); s <- exp(fit$estimate[2])
  a <- x + m * s; b <- n - x + (1 - m) * s
  list(groups = groups, mean = m, strength = s, estimate = a / (a + b), low = qbeta(0.025, a, b), high = qbeta(0.975, a, b))
})
normal <- lapply(list(list(c(0.3, 0.5, 0.42, 0.7), c(0.05, 0.08, 0.04, 0.2)), list(c(1, 1.1, 0.9), c(0.5, 0.4, 0.6))), function(case) {
  y <- case[[1]]; v <- case[[2]]^2; w <- 1 / v
  q <- sum(w * (y - sum(w * y) / sum(w))^2)
  between <- max(0, (q - (length(y) - 1)) / (sum(w) - sum(w^2) / sum(w)))
  m <- sum(y / (v + between)) / sum(1 / (v + between))
  drawn <- v / (v + between)
  list(estimate = y, error = case[[2]], mean = m, deviation = sqrt(between), shrunken = drawn * m + (1 - drawn) * y,
    shrunkenError = sqrt((1 - drawn) * v + drawn^2 / sum(1 / (v + between))))
})

# --- Exact homogeneity: every table with these margins ----------------------------------------------------------------
exact <- lapply(list(cbind(c(3, 0, 1, 5), c(8, 6, 9, 7)), cbind(c(2, 6), c(12, 9)), cbind(c(4, 1, 3), c(6, 7, 20))), function(groups) {
  x <- groups[, 1]; n <- groups[, 2]
  tables <- as.matrix(expand.grid(lapply(n, function(most) 0:most)))
  tables <- tables[rowSums(tables) == sum(x), ]
  chance <- exp(rowSums(lchoose(matrix(n, nrow(tables), length(n), byrow = TRUE), tables)) - lchoose(sum(n), sum(x)))
  far <- rowSums(tables^2 / matrix(n, nrow(tables), length(n), byrow = TRUE))
  list(groups = groups, pValue = sum(chance[far >= sum(x^2 / n) - 1e-9]))
})

# --- Plans ----------------------------------------------------------------------------------------------------------------
plans <- t(apply(rbind(c(0.2, 0.25, 0.8), c(0.2, 0.15, 0.9), c(0.02, 0.03, 0.8), c(0.5, 0.9, 0.8)), 1, function(plan) {
  n <- power.prop.test(p1 = plan[1], p2 = plan[2], power = plan[3], tol = 1e-12)$n
  c(plan, n, power.prop.test(n = 200, p1 = plan[1], p2 = plan[2])$power)
}))
detectable <- t(sapply(c(50, 400, 5000), function(n) c(0.2, n, power.prop.test(n = n, p1 = 0.2, power = 0.8, tol = 1e-12)$p2)))

write("comparing", list(logRank = logRank, differences = differences, lone = lone, incidence = incidence, ratio = ratio,
  shrunken = shrunken, normal = normal, exact = exact, plans = plans, detectable = detectable))

# --- Special functions ----------------------------------------------------------------------------------------------------
x <- c(1e-8, 0.01, 0.5, 1, 1.5, 2, 3.7, 11.9, 12, 50, 1000.5, 1e6, 1e10)
beta <- expand.grid(x = c(1e-6, 0.01, 0.3, 0.5, 0.9, 0.9999), a = c(0.1, 1, 4.5, 300), b = c(0.5, 1, 20, 5000))
beta$p <- pbeta(beta$x, beta$a, beta$b)
quantiles <- expand.grid(p = c(1e-8, 0.025, 0.5, 0.975), a = c(0.5, 3, 80, 2000), b = c(1, 9, 4000))
quantiles$x <- qbeta(quantiles$p, quantiles$a, quantiles$b)
student <- expand.grid(t = c(0, 1e-4, 0.5, 2, 4, 6, 30), degrees = c(1, 2.5, 8, 60, 1000, 1e5, 1e6))
student$p <- pt(student$t, student$degrees, lower.tail = FALSE)
normal <- cbind(c(-3, 0, 0.5, 2, 6, 15, 30), pnorm(c(-3, 0, 0.5, 2, 6, 15, 30), lower.tail = FALSE))
# Around the middle of large ones, and far from it: sums for thousands of groups and counts.
incomplete <- expand.grid(times = c(1e-9, 0.1, 0.9, 0.999, 1, 1.001, 1.1, 2, 20), a = c(0.5, 1, 4.5, 11.5, 12, 40, 500, 1001, 1e5))
incomplete <- with(incomplete, cbind(times * a, a, pgamma(times * a, a), pgamma(times * a, a, lower.tail = FALSE)))
counts <- t(apply(expand.grid(c(0, 1, 2, 10, 100, 1000, 7942, 1e6, 1e8), c(0.5, 0.95, 0.999999)), 1, function(row) {
  c(row, poisson.test(row[[1]], conf.level = row[[2]])$conf.int)
}))
logBeta <- as.matrix(expand.grid(a = c(0.5, 1, 3, 40, 1e6), b = c(0.2, 11.9, 12, 300, 1e6, 1e9)))
logBeta <- cbind(logBeta, lbeta(logBeta[, 1], logBeta[, 2]))
# binom.test holds every possible count of 10^9 trials at once; these are its formulas.
promises <- t(sapply(c(0, 1, 3, 5e8, 1e9 - 1, 1e9), function(x) c(x, 1e9,
  if (x == 0) 0 else qbeta(0.025, x, 1e9 - x + 1), if (x == 1e9) 1 else qbeta(0.975, x + 1, 1e9 - x))))
write("special-functions", list(incomplete = incomplete, counts = counts, logBeta = logBeta, promises = promises, gamma = cbind(x, lgamma(x), digamma(x)), beta = as.matrix(beta), betaQuantile = as.matrix(quantiles),
  student = as.matrix(student), normal = normal))
