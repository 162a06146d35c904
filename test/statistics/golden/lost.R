# Writes lost.json: what those lost sight of would have come to. Run from the project's root, only when a case is added:
#   Rscript test/statistics/golden/lost.R
library(survival)
source("test/statistics/golden/kit.R")

expected <- function(made, by) {
  data <- made$data
  data$how <- factor(data$cause, 0:max(data$cause, 1))
  data$id <- seq_len(nrow(data))
  fit <- survfit(Surv(entry, time, how) ~ 1, data, id = id, influence = TRUE)
  # Shares of those open, and ended by the first cause, by a day, and how much each deal moves them.
  place <- function(day) sum(fit$time <= day)
  share <- function(day, state) if (place(day) == 0) as.numeric(state == 1) else fit$pstate[place(day), state]
  moved <- function(day, state) if (place(day) == 0) 0 else fit$influence.pstate[, place(day) + 1, state]
  lost <- table(data$time[data$cause == 0 & data$time < by])
  days <- as.numeric(names(lost)); count <- as.vector(lost)
  estimate <- 0; move <- 0
  for (i in seq_along(days)) {
    rest <- share(by, 2) - share(days[i], 2); open <- share(days[i], 1)
    estimate <- estimate + count[i] * rest / open
    move <- move + count[i] * ((moved(by, 2) - moved(days[i], 2)) / open - rest * moved(days[i], 1) / open^2)
  }
  se <- sqrt(sum(move^2)); p <- estimate / sum(count); q <- se / sum(count)
  stretch <- qnorm(0.975) * q / (p * -log(p))
  list(name = made$name, data = as.matrix(data[c("entry", "time", "cause")]), by = by, days = days, count = count,
    estimate = estimate, limits = sum(count) * c(p^exp(stretch), p^exp(-stretch)))
}
one <- random("one cause", 3, 60, 12, NA)
one$data$cause <- pmin(one$data$cause, 1)
write("lost", list(
  expected(one, 15), expected(random("three compete", 4, 80, 12, NA), 15), expected(random("of many", 6, 300, 12, NA), 20)))
