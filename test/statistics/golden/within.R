# Writes within.json: shares of groups within strata. Run from the project's root, only when a case is added:
#   Rscript test/statistics/golden/within.R
source("test/statistics/golden/kit.R")

# cells: one row a stratum and group: stratum, group, successes, trials.
within <- function(name, cells) {
  colnames(cells) <- c("stratum", "group", "successes", "trials")
  cells <- data.frame(cells)
  k <- max(cells$group); s <- max(cells$stratum)
  tables <- array(0, c(k, 2, s))
  for (i in seq_len(nrow(cells))) tables[cells$group[i], , cells$stratum[i]] <- c(cells$successes[i], cells$trials[i] - cells$successes[i])
  test <- mantelhaen.test(tables, correct = FALSE)
  # One row a trial: least squares are the share of a stratum plus that of a group.
  trials <- cells[rep(seq_len(nrow(cells)), cells$trials), ]
  trials$y <- unlist(Map(function(x, n) rep(c(1, 0), c(x, n - x)), cells$successes, cells$trials))
  fit <- lm(y ~ factor(group) + factor(stratum), data = trials)
  effect <- c(0, coef(fit)[2:k])
  weight <- as.vector(table(trials$group))
  share <- mean(trials$y) + effect - sum(weight * effect) / sum(weight)
  # The same as a linear function of the outcomes, whose variance is that of drawing without putting back within strata.
  X <- model.matrix(fit)
  H <- (solve(crossprod(X)) %*% t(X))[2:k, , drop = FALSE]
  H <- rbind(0, H); H <- sweep(H, 2, colSums(weight * H) / sum(weight))
  variance <- rowSums(sapply(split(seq_len(nrow(trials)), trials$stratum), function(rows) {
    y <- trials$y[rows]
    apply(H[, rows, drop = FALSE], 1, function(h) sum((h - mean(h))^2) * var(y))
  }))
  v <- variance; w <- 1 / v
  q <- sum(w * (share - sum(w * share) / sum(w))^2)
  between <- max(0, (q - (k - 1)) / (sum(w) - sum(w^2) / sum(w)))
  m <- sum(share / (v + between)) / sum(1 / (v + between))
  drawn <- v / (v + between)
  list(name = name, cells = unname(as.matrix(cells)), statistic = unname(test$statistic), degrees = unname(test$parameter), p = test$p.value,
    shrunken = drawn * m + (1 - drawn) * share, error = sqrt((1 - drawn) * v + drawn^2 / sum(1 / (v + between))))
}
write("within", list(
  within("three groups, late and early", rbind(c(1, 1, 5, 60), c(1, 2, 9, 40), c(1, 3, 12, 50), c(2, 1, 18, 30), c(2, 2, 60, 80), c(2, 3, 38, 45))),
  within("two groups that only seem to differ", rbind(c(1, 1, 10, 100), c(1, 2, 2, 20), c(2, 1, 12, 20), c(2, 2, 61, 100)))))
