# Writes ten-deals.json beside it. Made with R 4 and its package survival (Debian: r-base-core r-cran-survival). Run from
# the project's root, only when the deals of test/measurement/ten-deals.ts change:
#   Rscript test/measurement/golden/make.R
library(survival)

# As of 2025-06-30. Days from the opening to the end, or to that day; `late`: days from the opening to 2025-01-01, when the
# history of the source "Old system" begins; the deal that was lost before is not among them.
deals <- data.frame(
  days = c(10, 20, 30, 0, 40, 40, 30, 121, 80, 197),
  late = c(0, 0, 0, 0, 0, 0, 0, 0, 31, 17),
  end = c("won", "lost", "won", "lost", "disqualified", "won", "notNow", "open", "won", "open"))
deals$entry <- deals$late - 0.5
deals$ended <- deals$end != "open"
deals$cause <- factor(deals$end, c("open", "won", "lost", "disqualified", "notNow"))

number <- function(x) ifelse(is.na(x), "null", formatC(x, digits = 17, format = "g", width = 1))
object <- function(values) sprintf("{%s}", paste(sprintf("\"%s\":%s", names(values), values), collapse = ","))
first <- function(day, curve) { reached <- which(!is.na(curve) & curve <= 0.5 + 1e-9); if (length(reached)) day[min(reached)] else NA }
median_of <- function(fit) object(c(
  value = number(first(fit$time, fit$surv)), low = number(first(fit$time, fit$lower)), high = number(first(fit$time, fit$upper))))

late <- survfit(Surv(entry, days, ended) ~ 1, deals, conf.type = "log-log")
start <- survfit(Surv(rep(-0.5, 10), days, ended) ~ 1, deals, conf.type = "log-log")
survival <- sprintf("[%s]", paste(sapply(seq_along(late$time), function(i) object(c(
  day = number(late$time[i]), estimate = number(late$surv[i]), low = number(late$lower[i]), high = number(late$upper[i]),
  atRisk = number(late$n.risk[i])))), collapse = ","))

competing <- survfit(Surv(entry, days, cause) ~ 1, deals, id = seq_len(10), conf.type = "log-log")
by <- max(which(competing$time <= 60))
state <- function(k) object(c(
  estimate = number(competing$pstate[by, k]), low = number(competing$lower[by, k]), high = number(competing$upper[by, k])))
wilson <- suppressWarnings(prop.test(4, 8, correct = FALSE)$conf.int)
closed <- deals$days[deals$ended]
won <- deals$days[deals$end == "won"]

writeLines(object(c(
  timeToOutcome = object(c(median = median_of(late), medianWithoutDelayedEntry = median_of(start), survival = survival)),
  closedOnly = object(c(mean = number(mean(closed)), median = number(median(closed)), meanWon = number(mean(won)), medianWon = number(median(won)))),
  byDay60 = object(c(open = state(1), won = state(2), lost = state(3), disqualified = state(4), notNow = state(5),
    closedOnly = object(c(won = "4", closed = "8", estimate = "0.5", low = number(wilson[1]), high = number(wilson[2]))))))),
  "test/measurement/golden/ten-deals.json")
